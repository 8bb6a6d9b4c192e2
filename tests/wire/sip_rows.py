"""What a SIP server must get right, each row with the tests that show it: every one was wrong in a library we tried.

A test is ``file.function`` of ``tests/unit/sip``. ``scenes`` are played on sockets by
``tests/wire/test_sip_conformance.py`` (elsewhere on a network in memory); the tests of ``wired`` open sockets of their
own, or need none. The table in ``docs/sip.md`` is made from this one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One requirement: its name, the text it comes from, and its tests."""

    name: str
    source: str
    scenes: tuple[str, ...] = ()
    wired: tuple[str, ...] = ()


_IN, _OUT, _DIALOG = "test_sip_calls_in", "test_sip_calls_out", "test_sip_in_dialog"
_REQUESTS, _REGISTRAR, _OFFERS = "test_sip_requests", "test_sip_registrar", "test_sip_offers"
_TRANSACTIONS, _TCP, _UDP, _FRAMING = "test_sip_transactions", "test_sip_tcp", "test_sip_udp", "test_sip_framing"
_AGAIN = "test_sip_reoffers"


def _all(file: str, *tests: str) -> tuple[str, ...]:
    return tuple(f"{file}.test_{test}" for test in tests)


ROWS: tuple[Row, ...] = (
    Row(
        "An INVITE repeated while it rings, and after its 200, is one call",
        "RFC 3261 §17.2.1, RFC 6026",
        _all(_IN, "an_invite_repeated_while_undecided_and_after_the_200_is_one_call"),
    ),
    Row(
        "401, 486 and 487 are ACKed by the client transaction",
        "RFC 3261 §17.1.1.3",
        (
            *_all(_OUT, "a_refusal_is_acked_by_its_transaction_and_told_by_its_meaning"),
            *_all(_OUT, "hanging_up_a_ringing_phone_cancels"),
        ),
    ),
    Row(
        "Timers A and B: an INVITE without an answer",
        "RFC 3261 §17.1.1.2",
        _all("test_sip_timers", "an_invite_without_an_answer_is_repeated_by_timer_a_until_timer_b"),
        _all(_TRANSACTIONS, "an_invite_is_repeated_doubling_until_timer_b"),
    ),
    Row(
        "Timers E and F: another request without an answer",
        "RFC 3261 §17.1.2.2",
        _all("test_sip_timers", "a_bye_without_an_answer_is_repeated_by_timer_e_until_timer_f"),
        _all(_TRANSACTIONS, "another_request_is_repeated_up_to_t2_until_timer_f"),
    ),
    Row(
        "Timers G, H and I: a refusal until its ACK",
        "RFC 3261 §17.2.1",
        _all("test_sip_timers", "a_refusal_is_repeated_by_timer_g_until_its_ack_or_timer_h"),
        _all(
            _TRANSACTIONS,
            "a_refusal_is_repeated_up_to_t2_until_timer_h",
            "the_ack_of_a_refusal_is_absorbed_for_timer_i",
        ),
    ),
    Row(
        "Timers L and M: what comes after a 2xx",
        "RFC 6026 §7",
        _all("test_sip_timers", "a_2xx_of_another_fork_long_after_the_first_is_acked_and_left"),
        _all(
            _TRANSACTIONS,
            "every_2xx_of_32_s_is_delivered",
            "after_a_2xx_repeated_invites_are_absorbed_and_the_user_may_repeat_it",
        ),
    ),
    Row(
        "A 200 without its ACK is repeated, and the call left",
        "RFC 3261 §13.3.1.4",
        _all(_IN, "a_200_without_ack_is_repeated_for_32_s_then_the_call_is_left_with_bye"),
    ),
    Row(
        "180 from one fork, 200 from another",
        "RFC 3261 §13.2.2.4",
        _all(_OUT, "180_from_one_fork_and_200_from_another", "two_phones_that_answer_together_leave_one_call"),
    ),
    Row(
        "Record-Route and Route are honoured both ways",
        "RFC 3261 §12.1, §12.2.1.1",
        (
            *_all(_IN, "the_route_set_is_the_record_route_in_its_order"),
            *_all(_IN, "a_strict_router_gets_the_request_in_its_own_name"),
            *_all(_OUT, "record_route_of_the_200_is_the_route_set_reversed"),
        ),
    ),
    Row(
        "A new Contact is where requests go from then on",
        "RFC 3261 §12.2.1.2, RFC 3311 §5.1",
        (
            *_all(_DIALOG, "new_media_and_a_new_contact_are_taken"),
            *_all(_AGAIN, "an_update_without_an_offer_takes_the_new_contact_only"),
        ),
    ),
    Row(
        "A CANCEL that crosses the 200",
        "RFC 3261 §9.2",
        (
            *_all(_IN, "a_cancel_that_crosses_the_200_changes_nothing"),
            *_all(_IN, "a_cancel_without_its_invite_gets_481_and_after_a_refusal_200"),
        ),
    ),
    Row(
        "A late 2xx after our CANCEL gets ACK and BYE",
        "RFC 3261 §9.1, §13.2.2.4",
        _all(_OUT, "a_200_that_crosses_the_cancel_is_acked_and_left_with_bye"),
    ),
    Row(
        "Glare of offers: 491, and again after a random time",
        "RFC 3261 §14, RFC 3311 §5.2",
        (
            *_all(_DIALOG, "an_offer_while_ours_waits_for_its_answer_is_glare"),
            *_all(_DIALOG, "a_second_reinvite_while_the_first_is_carried_out_gets_500_with_retry_after"),
            *_all(_AGAIN, "after_glare_we_ask_again_later_and_who_made_the_call_id_waits_longer"),
            *_all(_AGAIN, "invites_that_cross_are_both_refused_and_ours_comes_again"),
            *_all(_AGAIN, "an_update_with_an_offer_meets_ours"),
        ),
    ),
    Row(
        "A BYE is repeated, and a repeated one answered again",
        "RFC 3261 §15, §17.1.2",
        (
            *_all(_IN, "a_bye_is_repeated_and_without_an_answer_the_leg_ends_after_32_s"),
            *_all(_IN, "a_repeated_bye_is_answered_again_and_a_new_one_after_the_end_gets_481"),
            *_all(_IN, "byes_that_cross_are_both_answered_and_end_the_leg_once"),
        ),
    ),
    Row(
        "The same Call-ID with another From tag is another dialog",
        "RFC 3261 §12",
        _all(_IN, "another_from_tag_with_the_same_call_id_is_another_call"),
    ),
    Row("100 has no To tag", "RFC 3261 §8.2.6.2", _all(_IN, "100_has_no_to_tag_and_all_other_responses_have_the_same")),
    Row("Require: foo gets 420", "RFC 3261 §8.2.2.3", _all(_REQUESTS, "require_gets_420_with_what_is_not_supported")),
    Row("Max-Forwards: 0 gets 483", "RFC 3261 §16.3", _all(_REQUESTS, "no_hops_left_gets_483")),
    Row(
        "An unknown method gets 405 with Allow",
        "RFC 3261 §8.2.1",
        (
            *_all(_REQUESTS, "an_unknown_method_gets_405_with_allow"),
            *_all(_DIALOG, "methods_we_do_not_offer_get_405_with_allow"),
        ),
    ),
    Row(
        "Media that cannot be gets 488",
        "RFC 3261 §13.3.1.3",
        (
            *_all(_REQUESTS, "media_we_do_not_speak_gets_488_with_a_warning"),
            *_all(_DIALOG, "unacceptable_media_is_refused_and_the_call_goes_on"),
        ),
    ),
    Row("A merged request gets 482", "RFC 3261 §8.2.2.2", _all(_IN, "a_merged_request_gets_482_and_the_call_goes_on")),
    Row(
        "Responses go back on the flow they came on",
        "RFC 3261 §18.2, RFC 3581",
        (
            *_all(_IN, "without_rport_responses_go_to_the_port_in_via"),
            *_all(_IN, "a_caller_behind_nat_is_called_back_where_it_was_seen"),
        ),
        _all("test_sip_over_tcp", "a_call_ends_along_its_connection"),
    ),
    Row(
        "Preset received and rport are overwritten, never obeyed",
        "RFC 3581 §4",
        _all(_IN, "preset_received_and_rport_are_overwritten_never_obeyed"),
    ),
    Row(
        "TCP: keep-alives and blank lines before a message",
        "RFC 5626 §4.4.1, RFC 3261 §7.5",
        (),
        (
            *_all(_TCP, "a_phone_that_registers_and_pings_stays"),
            *_all(_FRAMING, "the_beginning_of_a_keep_alive_is_no_message"),
        ),
    ),
    Row(
        "TCP: requests split and joined anywhere",
        "RFC 3261 §18.3",
        (),
        (
            *_all(_TCP, "messages_come_whole_and_answers_go_back_along_the_connection"),
            *_all(_FRAMING, "a_stream_cut_anywhere_says_the_same", "a_stream_in_crumbs_says_the_same"),
        ),
    ),
    Row(
        "TCP: idle and dripping connections are closed",
        "RFC 3261 §18",
        (),
        _all(_TCP, "a_connection_without_a_message_is_not_kept", "a_message_that_drips_is_cut_off"),
    ),
    Row(
        "Hosts and ports are checked before anything is sent there",
        "RFC 3261 §18.1",
        _all(_IN, "a_contact_by_name_is_called_back_where_it_was_seen"),
        _all(_UDP, "nothing_is_sent_to_what_is_no_unicast_address", "what_the_kernel_refuses_is_counted_not_raised"),
    ),
    Row(
        "A call that nobody decides is reaped",
        "RFC 3261 §13.3",
        (
            *_all(_IN, "a_call_the_core_never_decides_is_reaped"),
            *_all(_OUT, "a_phone_rings_for_three_minutes_at_most"),
        ),
    ),
    Row("A flood does not fill the log", "house rule", (), _all(_UDP, "a_flood_does_not_fill_the_log")),
    Row(
        "Overload is shed with 503 and Retry-After",
        "RFC 3261 §21.5.4",
        _all(_IN, "too_many_undecided_calls_are_shed_with_retry_after"),
        _all("test_sip_messages", "too_many_transactions_are_shed_without_keeping_them"),
    ),
    Row(
        "SDP: codecs by name and clock, not by number",
        "RFC 3264 §6.1",
        _all(_DIALOG, "the_codec_in_use_is_kept_when_the_order_changes"),
        _all(_OFFERS, "codecs_are_matched_by_name_and_clock_not_by_number"),
    ),
    Row(
        "SDP: the offer's number for telephone-event",
        "RFC 3264 §6.1, RFC 4733",
        _all(_DIALOG, "a_reinvite_without_offer_gets_ours"),
        _all(_OFFERS, "the_answer_uses_the_offers_numbers"),
    ),
    Row(
        "SDP: hold by direction or 0.0.0.0, and a rising version",
        "RFC 3264 §8",
        (
            *_all(_DIALOG, "hold_and_resume_are_answered_by_direction_with_a_rising_version"),
            *_all(_DIALOG, "the_old_hold_by_zero_address_keeps_the_media_where_it_was"),
            *_all(_DIALOG, "an_agents_phone_holds_too"),
        ),
    ),
    Row(
        "SDP: every m-line is answered and keeps its place",
        "RFC 3264 §6, §8",
        _all(_AGAIN, "an_m_line_that_was_not_taken_keeps_its_place_in_our_offers"),
        _all(_OFFERS, "every_m_line_is_answered_port_0_for_those_not_taken"),
    ),
    Row(
        "SRTP: keys over TLS only, under RTP/AVP first and RTP/SAVP for who takes nothing else",
        "RFC 4568, RFC 3264 §8",
        (
            *_all("test_sip_secret_speech", "a_call_over_tls_is_encrypted_with_the_first_suite_we_can"),
            *_all("test_sip_secret_speech", "who_refuses_keys_under_rtp_avp_is_offered_rtp_savp"),
            *_all("test_sip_secret_speech", "without_tls_keys_are_neither_said_nor_taken"),
            *_all("test_sip_secret_speech", "secure_media_that_cannot_be_is_refused"),
        ),
    ),
    Row(
        "Reliable provisional responses, both ways",
        "RFC 3262",
        _all(
            "test_sip_early",
            "reliable_ringing_is_repeated_until_its_prack",
            "a_phone_that_rings_reliably_gets_a_prack_once",
            "an_answer_given_reliably_before_the_200_is_the_answer",
        ),
    ),
    Row(
        "Session timers, both refreshers, and 422",
        "RFC 4028",
        _all(
            "test_sip_session_timers",
            "too_short_an_interval_is_refused_if_the_peer_understands_that",
            "a_caller_that_shall_refresh_and_does_not_is_left",
            "we_refresh_by_update_where_it_is_taken",
        ),
    ),
    Row(
        "REFER from agents' phones only, with NOTIFY and Replaces",
        "RFC 3515, RFC 3891",
        _all(
            "test_sip_refer",
            "a_phone_gives_its_call_away_and_hears_that_it_is_done",
            "a_phone_joins_its_two_calls",
            "strangers_move_no_calls",
        ),
    ),
    Row(
        "SUBSCRIBE to the messages that wait, with credentials only",
        "RFC 3842, RFC 6665",
        _all(
            "test_sip_watching",
            "a_phone_hears_how_many_messages_wait_and_every_change",
            "a_subscription_is_renewed_ended_and_ends_by_itself",
            "only_agents_watch_and_only_their_own",
        ),
    ),
    Row(
        "MESSAGE from agents' phones, by the rule of their windows",
        "RFC 3428",
        (
            *_all("test_sip_writing", "what_a_phone_writes_reaches_the_core_and_is_answered_by_it"),
            *_all("test_sip_writing", "only_agents_write_and_only_in_their_own_name"),
            *_all("test_sip_writing", "what_is_no_plain_text_is_refused"),
            *_all("test_sip_writing", "in_a_call_a_phone_writes_to_the_colleague_there_and_a_caller_to_nobody"),
        ),
    ),
    Row(
        "Digest: a nonce lives 120 s, its count rises, its uri is the request's",
        "RFC 7616 §3.3, §5.5",
        _all(_REGISTRAR, "logging_out_and_a_new_password_make_registrations_void"),
        _all(
            _REGISTRAR,
            "a_nonce_is_good_for_120_s_and_then_stale",
            "the_count_must_rise",
            "the_uri_must_be_the_requests",
        ),
    ),
    Row(
        "Digest: unknown users look like known ones, guessing is slowed, nobody is locked out",
        "house rule",
        _all(
            _REGISTRAR,
            "wrong_passwords_and_unknown_users_look_the_same",
            "guessing_is_slowed_down_but_nobody_is_locked_out",
        ),
    ),
    Row(
        "Who calls, registers or asks learns nothing about who is there, and is answered later the more he tries",
        "house rule",
        wired=_all(
            "test_sip_admission",
            "a_scanner_learns_nothing_about_who_is_there",
            "a_caller_learns_nothing_about_who_is_there",
            "a_wrong_number_is_refused_late_to_strangers_only",
            "what_a_stranger_asks_goes_to_nobody_else",
        ),
    ),
    Row(
        "One address takes no more than its share; a trunk, which calls for many, is not limited",
        "house rule",
        wired=_all("test_sip_admission", "one_address_takes_no_more_than_its_share_of_messages"),
    ),
    Row(
        "After kill -9 dialogs go on: re-INVITE, BYE and REFER from either side",
        "house rule (F120)",
        _all(
            "test_sip_kept",
            "a_caller_holds_and_hangs_up_after_the_switch_was_killed",
            "the_switch_hangs_up_calls_of_the_one_before",
            "a_phone_hangs_up_after_two_kills_and_a_new_offer_between",
        ),
        _all("test_sip_refer", "a_phone_gives_its_call_away_after_the_switch_was_killed"),
    ),
    Row(
        "What is to be sent to a phone whose connection is over waits until it has registered again",
        "RFC 5626 §4.5",
        wired=_all(
            "test_sip_awaited",
            "a_bye_after_the_kill_waits_for_the_phone",
            "new_media_is_offered_to_the_phone_when_it_is_back",
            "a_phone_that_rang_rings_on_when_it_is_back",
            "a_phone_that_never_comes_back_ends_its_leg",
        ),
    ),
)
