"""Every code of a refusal, problem or notice: what it means; the client translates it into a sentence."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "unknown_agent": "This user name is not an agent here.",
    "not_allowed": "You do not have the right to do this.",
    "logged_out": "Log in first.",
    "agent_has_call": "You have a call.",
    "no_call": "You have no call.",
    "nobody_held": "Nobody is on hold or parked.",
    "retrieve_first": "Retrieve the customer first.",
    "inquiry_open": "End the inquiry first.",
    "no_inquiry": "There is no inquiry.",
    "not_answered_yet": "The inquiry is not answered yet.",
    "only_asked": "The customer is your colleague's: you are only asked.",
    "no_target": "Choose one colleague or one queue.",
    "no_such_target": "There is no such queue for calls.",
    "colleague_not_free": "This colleague cannot be called now.",
    "queue_closed": "This queue is closed.",
    "queue_full": "This queue is full.",
    "not_in_wrap_up": "You are not in wrap-up.",
    "unknown_reason": "This reason does not exist, or is not for this status.",
    "reason_missing": "Choose a reason to be busy.",
    "status_not_selectable": "This status cannot be chosen.",
    "not_your_queue": "This queue is not one of yours.",
    "busy_queue": "Nobody works for a busy queue: choose busy for it.",
    "unknown_discipline": "There is no such rule of distribution: {discipline}.",
    "unknown_case": "There is no such case.",
    "unknown_queue": "A queue named in the definition does not exist: {queue}.",
    "number_taken": "Two queues have the same number: {number}.",
    "not_your_case": "This is not your case.",
    "unknown_cri": "Cases of this queue have no information called {name}.",
    "cri_not_editable": "{name} cannot be changed.",
    "bad_cri_value": "This value does not fit {name}.",
    "bad_cri_name": "{name} cannot be the name of a CRI: use letters, digits and _, and no name of the system.",
    "bad_cri_choices": "The CRI {name} has choices and another type, or the type choice and no choices.",
    "bad_cri_url": "The web address of the CRI {name} is wrong: it needs http(s)://, a host, and known CRIs only.",
}

PROBLEMS: dict[str, str] = {
    "bad_credentials": "The user name or the password is wrong.",
    "throttled": "Too many attempts. Wait a moment, then try again.",
    "session_over": "The session is over. Log in again.",
    "bad_request": "The request could not be read.",
    "version": "This program and the server are too far apart in version. Update the program.",
    "too_slow": "The connection is too slow and was ended; it is taken up again.",
    "store_failed": "The server could not save this. Try again; tell your administrator if it stays so.",
    "not_found": "There is nothing at this address.",
    "unreachable": "The server cannot be reached. Check its address and your network; it is tried again.",
    "bad_answer": "What answers at this address is not an Agent Desktop server.",
}

NOTICES: dict[str, str] = {
    "offer_missed": "You did not answer a call; it went back to the front of the queue. You are busy now.",
    "offer_rejected": "You rejected a call; it went back to the front of the queue. You are busy now.",
    "phone_unreachable": "Your phone could not be rung; the call is back at the front of the queue. You are busy now.",
    "caller_left": "The caller hung up before you answered.",
    "call_returned": "You could not be heard for too long; the caller is back at the front of the queue.",
    "hold_alarm": "A customer is on hold and waits for you.",
    "colleague_missed": "You did not answer a colleague's call.",
    "inquiry_unanswered": "Your inquiry was not answered. The customer is still parked.",
    "inquiry_ended": "Your inquiry is over. Nobody else is in it any more.",
    "transfer_returned": "The call that you transferred was not answered and comes back to you.",
    "media_failed": "There is no sound in this call because the server's media failed. Tell your administrator.",
    "switch_restart": "The server was restarted and your call was lost.",
    "connection_lost": "The connection to the server was lost. It is taken up again by itself.",
    "connection_back": "The connection to the server is back.",
    "phone_died": "The phone stopped and is started again.",
    "phone_failed": "The phone could not do this: {problem}",
    "note_rejected": "The server did not take a note. Its text is kept in this file: {file}",
    "notes_unsafe": "What you type cannot be kept on this PC: {problem}. Close the window only when it is saved.",
    "update_program": "The server knows more than this program. Update the program.",
}

SYSTEM_REASONS: dict[str, str] = {
    "missed_call": "Missed call",
    "phone_unreachable": "Phone unreachable",
    "logged_in": "Just logged in",
    "client_lost": "Connection lost",
}
"""Reasons to be busy that the core sets, not the agent; kept apart from the centre's own reasons."""
