"""What every page query gives: columns and kinds, in order. Screens and reports rely on these names.

Drawn as the query's name on a line of its own, then ``column:kind``. Kinds are those of the snapshot's relations;
``key`` is a 64-bit integer, also for counts.
"""

import pyarrow as pa

from baoxue.contracts.relations import TYPES, ContractError

CHILD_COLUMNS = frozenset({"child_key", "case_no", "name", "pinyin_key", "birth_month", "guardian", "address"})
"""Columns that show a single child: never through the aggregate door."""

DRAWN = """
    pg_aid
        item:str period:str stage:str is_in_kind:int entitled_n:key reported_n:key covered_n:key coverage:num unknown_n:key
        lists_n:key lists_d:key unpaid_n:key unpaid_amount:num waiting_n:key short_n:key short_amount:num paid_amount:num
        unentitled_n:key unentitled_amount:num unjudged_n:key unjudged_amount:num over_n:key over_amount:num absent_n:key
        absent_amount:num absent_unknown_n:key meals_n:key meals_days:num meals_amount:num meals_unknown_n:key state:str
    pg_aid_checks
        check_name:str severity:str n:int not_compared_n:int since:date
    pg_aid_lists
        list:str child_key:key name:str pinyin_key:str item:str period:str stage:str school_code:str school_name:str
        class_key:str class_label:str township_code:str township_name:str village_code:str village_name:str amount:num
        amount_due:num gap:num waiting_n:int why:str paid_on:date days:int present_days:num absent_days:num over_days:num
    pg_aid_policy
        item:str stage:str amount:num unit:str meaning:str source:str sort:int
    pg_aid_reports
        school_code:str school_name:str township_code:str item:str period:str entitled_n:key state:str waiting_n:int
        received_on:date
    pg_aid_terms
        term:str is_now:int lists_n:key
    pg_aid_units
        unit_code:str unit_name:str unit_level:str is_total:int sort:int lists_n:key lists_d:key paid_amount:num
        unpaid_n:key unpaid_amount:num short_amount:num unentitled_n:key unentitled_amount:num over_amount:num
        unjudged_n:key absent_n:key absent_amount:num meals_n:key meals_amount:num state:str
    pg_attendance_classes
        class_key:str class_label:str day:date is_school_day:int is_reported:int pupils:int present_halves:key
        absent_halves:key leave_halves:key due_halves:key absent_days:num leave_days:num due_days:num
        absent_share:num late_pupils:int is_all_present_month:int
    pg_attendance_pupils
        child_key:key name:str day:date mark_am:str mark_pm:str is_reported:int
    pg_attendance_schools
        school_code:str school_name:str sort:int day:date is_school_day:int classes_due:int classes_reported:int
        present_halves:key absent_halves:key leave_halves:key due_halves:key absent_days:num leave_days:num
        due_days:num absent_share:num
    pg_case
        case_no:str child_key:key name:str pinyin_key:str sex:str birth_month:str age:int stage:str grade:int
        school_code:str school_name:str class_key:str class_label:str township_code:str township_name:str
        village_code:str village_name:str opened_on:date discovered_on:date run_first_day:date episode_no:int
        previous_case_no:str next_case_no:str state:str state_since:date tier:str highest_tier:str duty:str
        holder:str holder_post_id:str holder_name:str due_on:date is_overdue:int overdue_days:int
        is_due_soon:int cause:str suspicion:str evidence_met_n:int evidence_n:int closing_status:str
        present_days:num need_days:num is_paused:int contradicting_days:num returned_on:date closed_on:date
        outcome:str attempts_n:int last_promise_on:date is_open:int is_poor:int is_left_behind:int
        is_disabled:int is_migrant:int is_boarder:int status:str placement:str is_former:int school_now:str
    pg_case_days
        case_no:str day:date month:str is_school_day:int mark_am:str mark_pm:str is_reported:int term:str
        school_day_no:int
    pg_case_events
        seq:key case_no:str effective_on:date recorded_at:time event:str resulting_state:str reason:str
        cause:str outcome:str post_head:str post_place:str actor:str on_behalf:str met:str promise_on:date note:str
        is_late:int
    pg_case_evidence
        line_no:int case_no:str evidence:str needed:num found:num state:str
    pg_case_heads
        case_no:str head:str unit_code:str post_id:str person_name:str phone:str gap_reason:str sort:int
        is_former:int
    pg_changes
        term:str n:key sort:int
    pg_check_rows
        check_name:str child_key:key name:str school_code:str school_name:str class_key:str class_label:str
        township_code:str village_code:str village_name:str month:str day:date found:str expected:str since:date
        is_compared:int school_now:str case_no:str
    pg_checks
        check_name:str severity:str n:int not_compared_n:int since:date
    pg_codes
        code_set:str code:str name_zh:str name_en:str parent:str sort:int is_shown:bool
    pg_desk
        school_code:str school_name:str township_code:str township_name:str sort:int state:str
        is_contradicted:int nil_contradicted_n:int is_nil:int due_on:date is_due:int roll_state:str
        roll_first_accepted_at:time roll_is_on_time:int roll_is_corrected:int roll_rows_waiting:key
        roll_late_days:int roll_is_missing:int attendance_is_missing:int attendance_state:str
        attendance_first_accepted_at:time attendance_is_on_time:int attendance_is_corrected:int
        attendance_rows_waiting:key attendance_late_days:int attendance_until:date classes_due:int
        classes_reported:int classes_gap:int contact_head:str contact_name:str contact_phone:str
    pg_desk_aid
        school_code:str school_name:str township_code:str township_name:str period:str state:str lists_n:key
        lists_d:key missing_n:key nil_n:key waiting_n:key received_on:date sort:int
    pg_desk_counts
        state:str n:key sort:int
    pg_desk_register_counts
        registers_n:key registers_d:key registers_sent:key registers_waiting:key registers_unknown:key
    pg_desk_registers
        unit_code:str unit_name:str unit_level:str township_code:str township_name:str state:str sent_for:str
        listed_for:str waiting_n:key received_on:date sort:int
    pg_dropout_rate
        stage:str n:key d:key rate:num rate_hidden:int ceiling:num sort:int
    pg_elsewhere
        child_key:key name:str pinyin_key:str sex:str birth_month:str stage:str grade:int township_code:str
        township_name:str village_code:str village_name:str said:str school_words:str whereabouts:str proof:str
        proved_on:date refuted_on:date due_on:date is_overdue:int is_drawn:int checked_on:date checked_result:str
        checked_by:str reviewed_on:date reviewed_result:str reviewed_by:str called_on:date called_result:str
        called_by:str is_poor:int is_disabled:int carried_from:str
    pg_elsewhere_units
        unit_code:str unit_name:str unit_level:str is_total:int sort:int school_age:key proved_n:key pending_n:key
        unverified_n:key registers_n:key registers_d:key registers_sent:key registers_waiting:key
        registers_unknown:key register_state:str
    pg_entry
        unit_code:str unit_name:str unit_level:str is_total:int sort:int term:str term_group:str term_sort:int n:key
        total:key registers_n:key registers_d:key registers_waiting:key registers_unknown:key
    pg_entry_children
        child_key:key name:str pinyin_key:str sex:str birth_month:str stage:str school_code:str school_name:str
        class_key:str class_label:str township_code:str township_name:str village_code:str village_name:str term:str
        said:str school_words:str cause:str proved_on:date until_on:date due_on:date is_overdue:int case_no:str
        state:str
    pg_flow_children
        term:str case_no:str child_key:key name:str day:date school_code:str school_name:str class_key:str
        class_label:str township_code:str township_name:str village_code:str village_name:str state:str
        is_poor:int school_now:str is_former:int
    pg_followed
        child_key:key name:str pinyin_key:str school_code:str school_name:str class_key:str class_label:str
        stage:str township_code:str township_name:str village_code:str village_name:str absent_days:num
        first_day:date last_reported_day:date is_poor:int
    pg_handover
        unit_code:str unit_name:str unit_level:str is_total:int sort:int term:str term_group:str term_sort:int n:key
        total:key
    pg_handover_children
        child_key:key name:str pinyin_key:str stage:str school_code:str school_name:str class_key:str
        school_township_code:str township_code:str township_name:str village_code:str village_name:str term:str
        junior_code:str junior_name:str junior_class_label:str said:str school_words:str proved_on:date due_on:date
        verified_on:date is_overdue:int case_no:str state:str school_now:str
    pg_head_cases
        case_no:str child_key:key name:str pinyin_key:str school_code:str school_name:str class_key:str
        class_label:str stage:str township_code:str township_name:str village_code:str village_name:str
        opened_on:date discovered_on:date episode_no:int state:str tier:str duty:str holder:str
        holder_post_id:str holder_name:str due_on:date is_overdue:int overdue_days:int is_due_soon:int cause:str suspicion:str
        evidence_met_n:int evidence_n:int closing_status:str present_days:num need_days:num is_paused:int
        contradicting_days:num closed_on:date outcome:str is_open:int is_poor:int is_former:int school_now:str
    pg_incoming
        child_key:key name:str pinyin_key:str sex:str birth_month:str stage:str grade:int school_code:str
        school_name:str class_key:str class_label:str status:str
    pg_incoming_schools
        school_code:str school_name:str township_code:str n:key sort:int
    pg_ledger
        case_no:str child_key:key name:str pinyin_key:str school_code:str school_name:str class_key:str
        class_label:str stage:str township_code:str township_name:str village_code:str village_name:str
        opened_on:date discovered_on:date episode_no:int state:str tier:str duty:str holder:str
        holder_post_id:str holder_name:str due_on:date is_overdue:int overdue_days:int is_due_soon:int cause:str suspicion:str
        evidence_met_n:int evidence_n:int closing_status:str present_days:num need_days:num is_paused:int
        contradicting_days:num closed_on:date outcome:str is_open:int is_poor:int is_former:int school_now:str
    pg_list_lines
        line_no:int child_key:key name:str pinyin_key:str match:str suspected_as:str school_code:str
        school_name:str class_key:str class_label:str township_code:str township_name:str village_code:str
        village_name:str reply_on:date state:str answer_seq:key code:str is_clearing:int school_words:str
        cause:str proof:str checked_by:str proposed_by:str proposed_on:date verified_by:str verified_on:date
        reviewed_by:str reviewed_on:date owner:str due_on:date returned_by:str returned_why:str is_overdue:int
        overdue_days:int data_code:str data_school:str evidence:str evidence_state:str is_poor:int absent_days:num
        needs_each:int is_drawn:int is_to_review:int case_no:str case_state:str case_tier:str case_due_on:date
        case_is_overdue:int case_overdue_days:int suspicion:str in_name_of:str
    pg_list_reply
        line_no:int code:str school_words:str cause:str proof:str checked_by:str owner:str due_on:date
    pg_list_units
        unit_code:str unit_name:str is_total:int sort:int lines_n:key questions_n:key matched_n:key
        waiting_n:key answered_n:key open_n:key overdue_n:key
    pg_lists
        list_id:str list_name:str received_on:date reply_on:date days_left:int lines_n:key questions_n:key
        matched_n:key proposed_n:key verified_n:key answered_n:key open_n:key overdue_n:key
        contradicted_n:key to_review_n:key
    pg_month_state
        month:str state:str is_holiday:int due_on:date has_last_month:int has_last_year:int is_over:int
    pg_monthly_cases
        tier:str case_no:str child_key:key name:str stage:str school_code:str school_name:str class_key:str
        class_label:str township_code:str township_name:str village_code:str village_name:str opened_on:date
        episode_no:int cause:str is_poor:int school_now:str is_former:int
    pg_monthly_flow
        term:str n:key sort:int
    pg_monthly_gaps
        line:str unit_code:str stage:str figure:str gap:str
    pg_monthly_report
        line:str unit_level:str unit_code:str unit_name:str sort:int is_total:int is_closed:int stage:str school_age:key
        school_age_poor:key in_county:key elsewhere_proved:key elsewhere_pending:key home_teaching:key
        suspended:key out_of_school:key finished:key unverified:key never_enrolled:key enrolment_n:key
        enrolment_d:key enrolment_rate:num enrolment_hidden:int disabled_n:key disabled_d:key disabled_rate:num
        disabled_inclusive:key disabled_special:key disabled_home:key on_roll:key
        at_school:key roll_seat_differs:key seat_unknown:key attendance_n:key attendance_d:key
        attendance_rate:num rate_hidden:int classes_reported:key classes_due:key open_last:key new:key
        reopened:key moved_in:key corrected:key closed:key closed_returned:key cleared:key moved_out:key
        open_now:key suspected:key dropped_out:key dropped_out_poor:key dropped_out_poverty:key observation:key
        closed_year:key attempts:key attempts_year:key reports_due:key reports_on_time:key reports_late:key reports_missing:key
        is_holiday:int open_now_last_month:key open_now_last_year:key state:str
    pg_class
        class_key:str school_code:str
    pg_places
        place:str place_level:str place_name:str parent_code:str central_code:str sort:int is_open:int
    pg_reporting
        school_code:str school_name:str township_code:str township_name:str sort:int kind:str state:str
        due_on:date is_due:int is_missing:int reported_until:date first_accepted_at:time last_received_at:time
        is_on_time:bool late_days:int is_nil:bool is_corrected:bool classes_due:int classes_reported:int rows_accepted:key rows_waiting:key
        classes_gap:int nil_contradicted_n:int clerk_name:str clerk_phone:str
    pg_review_children
        line:str criterion:str row_no:int subject:str subject_code:str case_no:str child_key:key name:str school_code:str
        school_name:str class_key:str class_label:str township_code:str village_code:str village_name:str due_on:date
        done_on:date status:str found_by:str acted:str post_head:str post_place:str actor:str
    pg_review_points
        line:str unit_code:str criterion:str sort:int n:num d:num earned:num points:num lost:num n_late:num
        n_missing:num n_found:num n_pending:num
    pg_review_rank
        line:str unit_code:str place_no:int ranked_n:int is_small:int is_short:int
    pg_review_rows
        line:str criterion:str row_no:int subject:str subject_code:str school_code:str school_name:str due_on:date
        done_on:date status:str found_by:str
    pg_review_sample
        subject:str subject_code:str unit_code:str unit_name:str case_no:str child_key:key name:str school_code:str
        class_key:str township_code:str village_code:str seed:int result:str standing:str checked_on:date object_until:date
        objected_on:date decided_on:date children_n:int
    pg_review_units
        line:str unit_code:str unit_name:str sort:int quarter:str is_finished:int school_days:int pupils:key score:num
        earned:num countable:num least:num lost:num median:num scored_n:key distance:num change:num hidden_n:int
        hidden_poor_n:int
    pg_roll_flow
        term:str n:key sort:int
    pg_roll_moves
        child_key:key name:str pinyin_key:str kind:str day:date month:str school_code:str school_name:str
        other_school:str other_school_name:str is_received:int class_key:str class_label:str village_code:str
        village_name:str
    pg_school_age
        child_key:key name:str pinyin_key:str sex:str birth_month:str stage:str grade:int school_code:str
        school_name:str class_key:str class_label:str township_code:str township_name:str village_code:str
        village_name:str status:str placement:str whereabouts:str is_poor:int is_left_behind:int is_disabled:int
        case_no:str state:str
    pg_school_roll
        child_key:key name:str school_code:str school_name:str class_key:str stage:str grade:int entry_year:int
        class_no:int sex:str birth_month:str status:str status_since:date status_until:date on_roll_from:date
        on_roll_to:date is_boarder:int placement:str household_area:str is_poor:int is_left_behind:int
        is_orphan:int is_migrant:int is_disabled:int transfer_from:str transfer_to:str carried_from:str
    pg_seven_heads
        head:str post_id:str person_name:str phone:str area_code:str unit_code:str unit_name:str school_name:str
        in_care:key open_n:int overdue_n:int due_n:int done_n:int median_days:num gap_reason:str sort:int
        delegate_name:str delegate_phone:str gap_note:str
    pg_submissions
        school_code:str school_name:str kind:str month:str state:str due_on:date is_due:int is_missing:int
        reported_until:date first_accepted_at:time is_on_time:bool late_days:int is_nil:bool is_corrected:bool classes_due:int
        classes_reported:int rows_accepted:key rows_waiting:key
    pg_summary
        area_code:str area_level:str area_name:str as_of_day:date school_age:key on_roll:key in_county:key
        elsewhere:key home_teaching:key suspended:key finished:key out_of_school:key open_n:key suspected_n:key
        dropped_out_n:key observation_n:key poor_n:key poverty_n:key overdue_n:key due_soon_n:key lost_n:key
        missing_n:key missing_month:str missing_days:int since:date new_n:key reopened_n:key returned_n:key
        closed_n:key cleared_n:key open_then_n:key open_change_n:key contradicted_n:key
    pg_summary_then
        area_code:str area_level:str area_name:str as_of_day:date school_age:key on_roll:key in_county:key
        elsewhere:key home_teaching:key suspended:key finished:key out_of_school:key open_n:key suspected_n:key
        dropped_out_n:key observation_n:key poor_n:key poverty_n:key
    pg_target_counts
        reached_n:key targets_n:key overdue_n:key unreported_n:key
    pg_target_history
        seq:key target_id:str effective_on:date recorded_at:time done:num evidence:str note:str actor:str
        on_behalf:str stands:int is_late:int
    pg_targets
        target_id:str year:int title:str number:num unit:str due_on:date owner:str owner_head:str owner_name:str
        proof:str done:num evidence:str effective_on:date state:str is_unreported:int lacks_evidence:int
        is_overdue:int overdue_days:int sort:int
    pg_term_start
        term:str first_day:date verify_on:date unit_code:str unit_name:str unit_level:str is_total:int sort:int
        due_n:key day_1:key day_2:key day_3:key day_5:key reported_n:key on_leave_n:key not_reported_n:key
        overdue_n:key unreported_n:key report_state:str
    pg_term_start_children
        child_key:key name:str pinyin_key:str stage:str school_code:str school_name:str class_key:str
        class_label:str township_code:str township_name:str village_code:str village_name:str report:str
        is_on_roll:int reported_no:int reported_on:date verify_on:date verified_on:date is_overdue:int case_no:str
        state:str school_now:str
    pg_today_counts
        area_code:str figure:str n:key sort:int
    pg_today_duties
        case_no:str child_key:key name:str school_code:str school_name:str class_key:str class_label:str
        township_code:str township_name:str village_code:str village_name:str state:str duty:str holder:str
        holder_post_id:str holder_name:str due_on:date is_overdue:int overdue_days:int is_due_soon:int
        discovered_on:date is_poor:int episode_no:int is_former:int school_now:str
    pg_today_units
        unit_code:str unit_name:str unit_level:str sort:int school_age:key open_n:int overdue_n:int week_1:int
        week_2:int week_3:int week_4:int week_5:int week_6:int week_7:int week_8:int reports_missing:int
    pg_township_move_children
        child_key:key name:str pinyin_key:str kind:str school_code:str was_school:str was_name:str was_township:str
        now_school:str now_name:str now_township:str other_school_name:str day:date is_received:int village_code:str
        village_name:str
    pg_township_moves
        unit_code:str unit_name:str unit_level:str sort:int moved_in:key moved_out:key came:key left_n:key
        entered:key finished:key change_n:key
    pg_township_pairs
        from_code:str from_name:str to_code:str to_name:str from_sort:int to_sort:int n:key
    pg_urgent
        case_no:str child_key:key name:str township_code:str village_code:str village_name:str school_code:str
        school_name:str class_key:str duty:str holder:str holder_post_id:str holder_name:str due_on:date
        is_overdue:int overdue_days:int is_poor:int school_now:str
    pg_watched
        child_key:key sign:str found:num name:str pinyin_key:str school_code:str school_name:str class_key:str
        class_label:str stage:str township_code:str township_name:str village_code:str village_name:str
        is_poor:int
"""


def _read(drawn: str) -> dict[str, dict[str, pa.DataType]]:
    pages: dict[str, dict[str, pa.DataType]] = {}
    columns: dict[str, pa.DataType] = {}
    for line in drawn.strip("\n").splitlines():
        if not line.startswith("        "):
            columns = pages[line.strip()] = {}
            continue
        for item in line.split():
            column, kind = item.split(":")
            columns[column] = TYPES[kind]
    return pages


PAGES = _read(DRAWN)
"""Page query → column → Arrow type."""


def check_columns(name: str, table: pa.Table) -> None:
    """Raises ContractError naming every column of a page query that is missing, unknown or of another type."""
    expected, found = PAGES[name], dict(zip(table.column_names, table.schema.types, strict=True))
    faults = [f"missing {c}" for c in expected if c not in found] + [f"unknown {c}" for c in found if c not in expected]
    faults += [f"{c} is {found[c]}, not {t}" for c, t in expected.items() if c in found and found[c] != t]
    if faults:
        raise ContractError(f"{name}: " + "; ".join(faults))
