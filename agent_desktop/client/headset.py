"""What headsets are for at an agent's desk: which action each button stands for, and what the lights show (F124)."""

from __future__ import annotations

from agent_desktop.client.action import NOTHING
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, AnswerCall, ConfirmDial, Held
from agent_desktop.phone.port import Answer, Button, ShowCall

ACTIONS: dict[Button, str] = {
    Button.ANSWER: "answer",
    Button.HANG_UP: "hang_up",
    Button.REJECT: "hang_up",  # which rejects what still rings
    Button.MUTE: "mute",
    Button.HOLD: "hold",
}
"""Button → the action it stands for."""


def shown(view: View) -> ShowCall:
    """What the lights show. A case that is taken on the screen, a chat or a message, is none of a headset's."""
    presence = view.presence
    talking = view.phone.active_leg is not None
    if presence is not None and presence.nailed_up:  # the leg is there between calls, too
        talking = talking and view.status is AgentStatus.IN_CALL
    answer = BY_ID["answer"]
    ringing = not talking and isinstance(answer.make(view, NOTHING), Answer | AnswerCall | ConfirmDial)
    return ShowCall(ringing=ringing, talking=talking, held=talking and view.talk.held is Held.HOLD)
