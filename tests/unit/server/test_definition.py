"""The centre's definition: what a file says, and how it is told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop import resources
from agent_desktop.domain.evolve import EMPTY
from agent_desktop.domain.flows import Choice, EnqueueNode, Flow, HoursNode, SayNode
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    Asked,
    AttemptRule,
    Campaign,
    CampaignMode,
    Capacity,
    CentreRules,
    CriDefinition,
    CriType,
    Define,
    Opening,
    Overflow,
    Queue,
    QueueKind,
    Reason,
    ReasonGroup,
    Refusal,
    Right,
    Skill,
)
from agent_desktop.domain.step import step
from agent_desktop.server.definition import DefinitionError, definition_text, parse_definition, read_definition
from agent_desktop.server.definition.tables import ALL_TABLES, ATTEMPTS, Table

QUEUE = """
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
"""


def problems(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        parse_definition(text, "centre.toml")
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)


def test_a_definition_becomes_rows_and_passwords() -> None:
    definition = parse_definition(
        """
        [[queues]]
        id = "service"
        name = "Customer service"
        number = "1000"
        wrap_up_seconds = 8
        offer_seconds = 15
        limit_seconds = 240
        service_level_seconds = 0.5

        [[agents]]
        user = "anna"
        name = "Anna"
        password = "secret"
        queues = ["service"]
        supervisor = true

        [[reasons]]
        id = "Busy_Lunch"
        """,
        "centre.toml",
    )
    queue = Queue(
        id="service",
        name="Customer service",
        number="1000",
        wrap_up_ms=8_000,
        offer_ms=15_000,
        case_limit_ms=240_000,
        service_level_ms=500,
    )
    assert definition.define.queues == (queue,)
    assert definition.define.agents == (Agent(id="anna", name="Anna", queues=("service",), supervisor=True),)
    assert definition.define.reasons == (Reason(id="Busy_Lunch"),)
    assert definition.passwords == {"anna": "secret"}


def test_what_is_not_said_is_as_in_the_cores_rows() -> None:
    text = QUEUE + '[[agents]]\nuser = "anna"\nname = "Anna"\npassword = "x"\n'
    define = parse_definition(text, "centre.toml").define
    assert define.queues == (Queue(id="service", name="Customer service", number="1000"),)
    assert define.agents == (Agent(id="anna", name="Anna"),)


def test_no_password_reaches_the_rows() -> None:
    text = '[[agents]]\nuser = "anna"\nname = "Anna"\npassword = "very secret"\n'
    assert b"very secret" not in msgspec.json.encode(parse_definition(text, "centre.toml").define)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("[[queues]]\nid = \n", "centre.toml, line 2, column 6: "),
        ("[[queues]]\nid = 'a'\nid = 'b'\n", "centre.toml, line 3, column 9: Cannot overwrite a value"),
        ("[[queues", "centre.toml, line 1"),
        ("a = '''", "centre.toml, line 1: "),
        ("\n\na = [1,", "centre.toml, line 3"),
    ],
)
def test_a_slip_in_the_syntax_is_told_with_line_and_column(text: str, start: str) -> None:
    (sentence,) = problems(text)
    assert sentence.startswith(start)
    assert "(at" not in sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("number = 1000", '[[queues]] #1, number: must be text of digits, such as "1000"'),
        ('number = "one"', '[[queues]] #1, number: must be text of digits, such as "1000"'),
        ('id = ""', "[[queues]] #1, id: must be text of at most 64"),
        ('name = " "', "[[queues]] #1, name: must be text that is not empty"),
        ('wrap_up_seconds = "8"', "[[queues]] #1, wrap_up_seconds: must be a number of seconds"),
        ("wrap_up_seconds = true", "[[queues]] #1, wrap_up_seconds: must be a number of seconds"),
        ("wrap_up_seconds = nan", "[[queues]] #1, wrap_up_seconds: must be a number of seconds"),
        ("wrap_up_seconds = -1", "[[queues]] #1, wrap_up_seconds: must be from 0 to 86400 seconds"),
        ("limit_seconds = 86401", "[[queues]] #1, limit_seconds: must be from 0 to 86400 seconds"),
        ("offer_seconds = 0", "[[queues]] #1, offer_seconds: must be more than 0 seconds"),
        ("colour = 1", "[[queues]] #1, colour: is not known; there are id, name, number, kind,"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_table(line: str, sentence: str) -> None:
    key = line.split()[0]
    lines = [one for one in QUEUE.splitlines() if not one.startswith(f"{key} ")] + [line]
    (told,) = problems("\n".join(lines))
    assert told.startswith(f"centre.toml, line {len(lines)}: {sentence}")


def test_an_agent_is_checked_too() -> None:
    text = QUEUE + '[[agents]]\nuser = "Anna B"\nname = "Anna"\nsupervisor = "yes"\nqueues = ["service", "service"]\n'
    assert problems(text) == [
        "centre.toml, line 7: [[agents]] #1, user: must be text of at most 64 small letters a-z, digits, dots, "
        "hyphens and underscores",
        "centre.toml, line 10: [[agents]] #1, queues: names a queue twice",
        "centre.toml, line 9: [[agents]] #1, supervisor: must be true or false",
    ]


def test_queues_must_be_a_list_of_text() -> None:
    text = '[[agents]]\nuser = "anna"\nname = "A"\npassword = "x"\nqueues = "service"\n'
    assert problems(text) == [
        'centre.toml, line 5: [[agents]] #1, queues: must be a list of queue ids, such as ["service"]'
    ]


def test_what_must_be_unique_is_told_with_the_other_place() -> None:
    again = QUEUE.replace('"service"', '"support"')
    agent = '[[agents]]\nuser = "anna"\nname = "A"\npassword = "x"\n'
    reason = '[[reasons]]\nid = "Busy_Lunch"\n'
    assert problems(QUEUE + again + agent + agent + reason + reason) == [
        'centre.toml, line 10: [[queues]] #2, number: "1000" is also [[queues]] #1',
        'centre.toml, line 16: [[agents]] #2, user: "anna" is also [[agents]] #1',
        'centre.toml, line 22: [[reasons]] #2, id: "Busy_Lunch" is also [[reasons]] #1',
    ]


def test_whatever_is_defined_is_written_as_a_file_that_reads_the_same() -> None:
    define = Define(
        queues=(
            Queue(
                id="service",
                name='Kundtjänst "A"',
                number="1000",
                wrap_up_ms=0,
                extend_ms=1_500,
                priority=-2,
                discipline="best_skilled",
                skills=(Skill(name="polish", level=3), Skill(name="billing")),
                retention_ms=3 * 86_400_000,
                overflow=Overflow(after_ms=60_000, queue="mail"),
                max_waiting=0,
                hours=(Opening(day=0, begin=480, end=1440), Opening(day=6, begin=0, end=61)),
                hold_alarm_ms=None,
                attempts=AttemptRule(most=5, busy_ms=60_000),
                flow="main",
                announce_ms=45_000,
                announcement=("prompts/en/press_1",),
                keys=(Choice(value="1", next="callback"), Choice(value="#", next="message")),
            ),
            Queue(id="mail", name="Mail", kind=QueueKind.EMAIL),
        ),
        agents=(
            Agent(
                id="anna", name="Anna", queues=("service",), rights=(Right.CHOOSE_QUEUES,), capacity=Capacity(chats=4)
            ),
            Agent(id="bo", name="Bo", supervisor=True, skills=(Skill(name="polish", level=9),)),
        ),
        reasons=(Reason(id="Mail", group=ReasonGroup.WORK, phone=True), Reason(id="Busy_Lunch")),
        cris=(
            CriDefinition(name="order", queues=("service",), editable=True, url="https://crm.example/{order}"),
            CriDefinition(name="mood", queues=(), type=CriType.CHOICE, choices=("glad", "not"), shown=False),
        ),
        campaigns=(
            Campaign(
                id="spring", name="Spring", queue="service", mode=CampaignMode.PROGRESSIVE, missed_of=("service",)
            ),
            Campaign(id="calm", name="Calm", queue="service", attempts=AttemptRule(most=1), window_ms=60_000, pace=50),
        ),
    )
    nodes = (
        SayNode(id="hello", prompts=("prompts/en/welcome",), next="hours", serves=True),
        HoursNode(id="hours", open="queue", closed="queue", hours=(Opening(day=0, begin=1, end=2),)),
        EnqueueNode(id="queue", queue="service", priority=-1),
    )
    define = replace(define, flows=(Flow(id="main", start="hello", nodes=nodes, revision=2),))
    read = parse_definition(definition_text(define), "written.toml")
    assert read.define == define
    assert read.passwords == {}


def test_an_unknown_queue_of_a_campaign_is_told() -> None:
    text = QUEUE + '[[campaigns]]\nid = "c"\nname = "C"\nqueue = "sales"\nmissed_of = ["service", "mail"]\n'
    assert sorted(told.partition("#1, ")[2] for told in problems(text)) == [
        'missed_of: there is no queue "mail"',
        'queue: there is no queue "sales"',
    ]


def test_everything_that_is_defined_has_its_table() -> None:
    assert set(ALL_TABLES) == set(Define.__struct_fields__)


@pytest.mark.parametrize("table", [*ALL_TABLES.values(), ATTEMPTS], ids=lambda table: table.row.__name__)
def test_every_field_of_a_row_can_be_said_in_the_file(table: Table) -> None:
    row = table.row
    said = {(key.field or name).partition(".")[0] for name, key in table.keys.items() if not key.secret}
    assert said == set(row.__struct_fields__)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('kind = "fax"', "kind: must be one of telephony, email, chat, back_office"),
        ("priority = 10", "priority: must be a whole number from -9 to 9"),
        ('discipline = "random"', "discipline: must be one of longest_ready, best_skilled, least_loaded"),
        ("skills = { polish = 0 }", "skills: polish: must be a whole number from 1 to 9"),
        ('skills = ["polish"]', "skills: must be levels by skill, such as { polish = 3 }"),
        ("retention_seconds = 40000000", "retention_seconds: must be from 0 to 31536000 seconds"),
        ('overflow = "support"', "overflow: must be a span and a queue, such as"),
        ('overflow = { after_seconds = 0, queue = "x" }', "overflow: after_seconds: must be more than 0 seconds"),
        ('overflow = { after_seconds = 9, queue = "x" }', 'overflow: there is no queue "x"'),
        ('hours = "mon"', 'hours: must be a list of days and times, such as ["mon-fri 08:00-17:00"]'),
        ('hours = ["tis 08:00-17:00"]', 'hours: "tis 08:00-17:00" must be days and times, such as'),
        ('hours = ["fri-mon 08:00-17:00"]', 'hours: "fri-mon 08:00-17:00" must begin before it ends'),
        ('hours = ["mon 17:00-08:00"]', 'hours: "mon 17:00-08:00" must begin before it ends'),
        ('hours = ["mon 08:60-09:00"]', 'hours: "mon 08:60-09:00" must begin before it ends'),
        ('hold_alarm_seconds = "now"', 'hold_alarm_seconds: must be a number of seconds, or "never"'),
        ("attempts = 3", "attempts: must be an inline table with most, ring_seconds"),
        ("attempts = { many = 3 }", "attempts: many is not known; there are most, ring_seconds"),
        ("attempts = { most = 0 }", "attempts: most: must be a whole number from 1 to 99"),
        ("max_waiting = -1", "max_waiting: must be a whole number from 0 to 100000"),
    ],
)
def test_a_wrong_rule_of_a_queue_is_told(line: str, sentence: str) -> None:
    (told,) = problems(QUEUE + line)
    assert told.startswith(f"centre.toml, line 6: [[queues]] #1, {sentence}")


def test_hours_are_days_and_times() -> None:
    define = parse_definition(QUEUE + 'hours = ["mon-fri 08:00-17:30", "sun 00:00-24:00"]', "centre.toml").define
    weekdays = tuple(Opening(day=day, begin=480, end=1050) for day in range(5))
    assert define.queues[0].hours == (*weekdays, Opening(day=6, begin=0, end=1440))


def test_an_agents_rights_are_a_list_of_known_words() -> None:
    agent = '[[agents]]\nuser = "anna"\nname = "A"\nrights = '
    assert problems(agent + '["fly"]')[0].startswith("centre.toml, line 4: [[agents]] #1, rights: must be one of ")
    assert "nothing twice" in problems(agent + '["choose_queues", "choose_queues"]')[0]


def test_an_unknown_queue_is_told() -> None:
    text = QUEUE + '[[agents]]\nuser = "anna"\nname = "A"\npassword = "x"\nqueues = ["service", "sales"]\n'
    assert problems(text) == ['centre.toml, line 10: [[agents]] #1, queues: there is no queue "sales"']


def test_a_reason_of_the_system_cannot_be_defined() -> None:
    (sentence,) = problems('[[reasons]]\nid = "missed_call"\n')
    assert sentence == (
        'centre.toml, line 2: [[reasons]] #1, id: "missed_call" is a reason of the system: choose another'
    )


def test_unknown_tables_and_tables_of_another_shape_are_told() -> None:
    assert problems('[queues]\nid = "a"\n[[people]]\nname = "b"\n') == [
        "centre.toml, line 3: people: is not known; "
        "there are [centre], [[queues]], [[agents]], [[reasons]], [[cris]], [[campaigns]], [[flows]], "
        "[[trunks]], [[devices]], [[emergency]]",
        "centre.toml, line 1: queues: must be tables [[queues]]",
    ]


def test_inline_tables_are_told_without_a_line() -> None:
    assert problems('reasons = [{id = "a b"}]\n') == [
        "centre.toml: [[reasons]] #1, id: must be text of at most 64 letters, digits, dots, hyphens and underscores"
    ]


def test_a_file_is_read_with_a_byte_order_mark_and_refused_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "centre.toml"
    path.write_bytes(QUEUE.replace("Customer", "Zákaznický").encode("utf-8-sig"))
    assert read_definition(path).define.queues[0].name == "Zákaznický service"
    path.write_bytes(QUEUE.replace("Customer", "Zákaznický").encode("cp1250"))
    with pytest.raises(DefinitionError, match=r"centre\.toml: is not UTF-8 text \(byte \d+\)"):
        read_definition(path)


def test_the_demonstration_centre_is_one_the_core_takes() -> None:
    definition = read_definition(resources.path("resources/demo-centre.toml"))
    queues = {queue.id: (queue.number, queue.wrap_up_ms) for queue in definition.define.queues}
    assert queues == {
        "service": ("1000", 8_000),
        "support": ("2000", 10_000),
        "invoices": ("3000", 6_000),
        "reception": ("4000", None),
    }
    assert {flow.id for flow in definition.define.flows} == {"menu", "rather_callback", "rather_message"}
    users = ("you", "anna", "bertil", "oksana", "marek", "claire", "vera")
    assert definition.passwords == {user: f"demo-{user}" for user in users}
    assert [agent.id for agent in definition.define.agents if agent.supervisor] == ["vera"]
    assert {reason.id for reason in definition.define.reasons} == {
        "Busy_Lunch",
        "Busy_Coffee",
        "Busy_Training",
        "Busy_Meeting_Team",
        "Busy_Meeting_Customer",
    }
    assert not isinstance(step(EMPTY, Asked(by=SYSTEM, command=definition.define), 1), Refusal)


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        ('{ type = "SayNode", id = "a" }', "nodes: must be a list of nodes: Object missing required field `prompts`"),
        ('{ type = "Shout", id = "a" }', "nodes: must be a list of nodes: Invalid value 'Shout'"),
        ('{ type = "HangUpNode", id = "a", prompt = "x" }', "nodes: a: prompt is not known; there are id"),
        ('{ type = "EnqueueNode", id = "a", queue = "sales" }', 'nodes: there is no queue "sales"'),
    ],
)
def test_a_mistake_in_a_node_is_told(node: str, sentence: str) -> None:
    with pytest.raises(DefinitionError) as failed:
        parse_definition(f'[[flows]]\nid = "main"\nstart = "a"\nnodes = [{node}]\n', "c.toml")
    assert sentence in failed.value.problems[0]


def test_what_holds_for_the_whole_centre_is_one_table() -> None:  # F056 F110
    text = "[centre]\ncherry_pick = true\n"
    define = parse_definition(text, "centre.toml").define
    assert define == Define(centre=CentreRules(cherry_pick=True))
    assert text in definition_text(define)
    assert parse_definition("", "centre.toml").define.centre is None
    assert problems("[[centre]]\ncherry_pick = true\n") == ["centre.toml, line 1: centre: must be a table [centre]"]
    assert problems("[centre]\ncherry_pick = 1\n") == [
        "centre.toml, line 2: [centre], cherry_pick: must be true or false"
    ]
