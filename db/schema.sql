-- Written by npm run db:types from the migrations; for reading, never run.

-- Tables and columns
access_event.association_id integer not null
access_event.access_event_id uuid not null default uuidv7()
access_event.at timestamp with time zone not null default clock_timestamp()
access_event.actor_id uuid not null
access_event.kind text not null
access_event.subject_user_id uuid
access_event.unit_id integer
access_event.authority_id integer
access_event.data jsonb not null default '{}'::jsonb
account_credential.id uuid not null
account_credential.user_id uuid not null
account_credential.account_id text not null
account_credential.provider_id text not null
account_credential.access_token text
account_credential.refresh_token text
account_credential.id_token text
account_credential.access_token_expires_at timestamp with time zone
account_credential.refresh_token_expires_at timestamp with time zone
account_credential.scope text
account_credential.password text
account_credential.created_at timestamp with time zone not null default now()
account_credential.updated_at timestamp with time zone not null default now()
account_passkey.id uuid not null
account_passkey.name text
account_passkey.public_key text not null
account_passkey.user_id uuid not null
account_passkey.credential_id text not null
account_passkey.counter integer not null
account_passkey.device_type text not null
account_passkey.backed_up boolean not null
account_passkey.transports text
account_passkey.aaguid text
account_passkey.created_at timestamp with time zone default now()
account_rate_limit.id uuid not null
account_rate_limit.key text not null
account_rate_limit.count integer not null
account_rate_limit.last_request bigint not null
account_session.id uuid not null
account_session.user_id uuid not null
account_session.token text not null
account_session.expires_at timestamp with time zone not null
account_session.ip_address text
account_session.user_agent text
account_session.created_at timestamp with time zone not null default now()
account_session.updated_at timestamp with time zone not null default now()
account_user.id uuid not null
account_user.name text not null
account_user.email text not null
account_user.email_verified boolean not null default false
account_user.image text
account_user.created_at timestamp with time zone not null default now()
account_user.updated_at timestamp with time zone not null default now()
account_user.association_id integer
account_user.language text not null default 'sv'::text
account_user.active boolean not null default true
account_user.color_scheme text not null default 'auto'::text
account_verification.id uuid not null
account_verification.identifier text not null
account_verification.value text not null
account_verification.expires_at timestamp with time zone not null
account_verification.created_at timestamp with time zone not null default now()
account_verification.updated_at timestamp with time zone not null default now()
assignment.association_id integer not null
assignment.assignment_id uuid not null default uuidv7()
assignment.thread_id uuid not null
assignment.unit_id integer not null
assignment.authority_id integer not null
assignment.category text not null default 'identity'::text
assignment.user_id uuid not null
assignment.role text not null
assignment.from_on date not null
assignment.until_on date
assignment.told_on date
assignment.told_how text not null default ''::text
assignment.gap_reason text not null default ''::text
assignment.version integer not null default 1
assignment.acl integer[] not null default '{}'::integer[]
assignment.acl_until date not null default 'infinity'::date
assignment.gap_told_on date
assignment.gap_told_how text not null default ''::text
association.association_id integer not null identity
association.name text not null
association.short_name text not null
association.demo boolean not null default false
association.created_at timestamp with time zone not null default now()
association.map_public boolean not null default false
association.sight_days integer not null default 90
association.bodies uuid not null default gen_random_uuid()
authority.association_id integer not null
authority.authority_id integer not null default nextval('body_seq'::regclass)
authority.kind text not null
authority.name text not null
authority.contact_email text
authority.contact_phone text
authority.version integer not null default 1
authority_sign_in.association_id integer not null
authority_sign_in.authority_id integer not null
authority_sign_in.active boolean not null default true
authority_sign_in.issuer text not null
authority_sign_in.authorization_url text not null
authority_sign_in.token_url text not null
authority_sign_in.userinfo_url text
authority_sign_in.jwks_url text not null
authority_sign_in.client_id text not null
authority_sign_in.sealed_secret text not null
authority_sign_in.scopes text not null
authority_sign_in.email_claim text not null
authority_sign_in.trusts_email boolean not null default false
authority_sign_in.domain text not null
authority_sign_in.changed_at timestamp with time zone not null default clock_timestamp()
authority_sign_in.version integer not null default 1
break_glass.association_id integer not null
break_glass.break_glass_id uuid not null default uuidv7()
break_glass.thread_id uuid not null
break_glass.user_id uuid not null
break_glass.unit_id integer not null
break_glass.reason text not null
break_glass.opened_at timestamp with time zone not null default now()
break_glass.until timestamp with time zone not null
break_glass.reviewed_at timestamp with time zone
break_glass.reviewed_by uuid
case_number_given.association_id integer not null
case_number_given.year integer not null
case_number_given.number integer not null
consent.association_id integer not null
consent.consent_id uuid not null default uuidv7()
consent.thread_id uuid not null
consent.unit_id integer not null
consent.authority_id integer not null
consent.category text not null default 'identity'::text
consent.given_how text not null
consent.text_language text not null
consent.text_version text not null
consent.text_hash text not null
consent.interpreter boolean not null default false
consent.taken_by uuid not null
consent.taken_at timestamp with time zone not null default now()
consent.withdrawn_at timestamp with time zone
consent.withdrawn_by uuid
consent.withdrawn_how text
consent.acl integer[] not null default '{}'::integer[]
consent.acl_until date not null default 'infinity'::date
discharge.association_id integer not null
discharge.discharge_id uuid not null default uuidv7()
discharge.thread_id uuid not null
discharge.unit_id integer not null
discharge.authority_id integer not null
discharge.category text not null default 'plan'::text
discharge.reason text not null
discharge.destination text not null
discharge.comment text not null default ''::text
discharge.on_day date not null
discharge.closing_talk_on date
discharge.no_talk_reason text not null default ''::text
discharge.reopened_on date
discharge.reopen_reason text not null default ''::text
discharge.version integer not null default 1
discharge.acl integer[] not null default '{}'::integer[]
discharge.acl_until date not null default 'infinity'::date
disclosure.association_id integer not null
disclosure.disclosure_id uuid not null default uuidv7()
disclosure.thread_id uuid not null
disclosure.unit_id integer not null
disclosure.authority_id integer not null
disclosure.category text not null default 'identity'::text
disclosure.from_authority_id integer not null
disclosure.to_authority_id integer not null
disclosure.to_unit_id integer
disclosure.categories text[] not null
disclosure.ground text not null
disclosure.ground_detail text not null default ''::text
disclosure.consent_id uuid
disclosure.valid_from date not null
disclosure.valid_until date not null
disclosure.decided_by uuid not null
disclosure.decided_at timestamp with time zone not null default now()
disclosure.withdrawn_at timestamp with time zone
disclosure.withdrawn_by uuid
disclosure.acl integer[] not null default '{}'::integer[]
disclosure.acl_until date not null default 'infinity'::date
disclosure.withdrawn_how text
form_key.association_id integer not null
form_key.user_id uuid not null
form_key.key uuid not null
form_key.location text not null default ''::text
form_key.created_at timestamp with time zone not null default now()
household_member.association_id integer not null
household_member.household_member_id uuid not null default uuidv7()
household_member.thread_id uuid not null
household_member.unit_id integer not null
household_member.authority_id integer not null
household_member.category text not null default 'assessment'::text
household_member.kind text not null
household_member.label text not null default ''::text
household_member.birth_year integer
household_member.relation text not null default ''::text
household_member.has_support boolean not null default false
household_member.lives_here text not null default 'yes'::text
household_member.from_on date not null
household_member.until_on date
household_member.told_by text not null default 'person'::text
household_member.version integer not null default 1
household_member.acl integer[] not null default '{}'::integer[]
household_member.acl_until date not null default 'infinity'::date
import_mark.association_id integer not null
import_mark.import_mark_id uuid not null default uuidv7()
import_mark.thread_id uuid not null
import_mark.unit_id integer not null
import_mark.authority_id integer not null
import_mark.category text not null default 'referral'::text
import_mark.marks text[] not null
import_mark.acl integer[] not null default '{}'::integer[]
import_mark.acl_until date not null default 'infinity'::date
import_problem.association_id integer not null
import_problem.import_run_id uuid not null
import_problem.user_id uuid not null
import_problem.unit_id integer not null
import_problem.problem_no integer not null
import_problem.row_number integer not null
import_problem.column_no integer
import_problem.kind text not null
import_problem.error boolean not null
import_problem.value text not null
import_problem.detail jsonb not null
import_row.association_id integer not null
import_row.import_run_id uuid not null
import_row.user_id uuid not null
import_row.unit_id integer not null
import_row.row_number integer not null
import_row.cells text[] not null
import_row.outcome text
import_run.association_id integer not null
import_run.import_run_id uuid not null default uuidv7()
import_run.user_id uuid not null
import_run.unit_id integer not null
import_run.authority_id integer not null
import_run.file_name text not null
import_run.file bytea
import_run.sheets text[] not null default '{}'::text[]
import_run.sheet text not null default ''::text
import_run.state text not null
import_run.header_from integer not null default 0
import_run.header_depth integer not null default 1
import_run.choices jsonb not null default '[]'::jsonb
import_run.warnings jsonb not null default '[]'::jsonb
import_run.leave_out boolean not null default false
import_run.progress integer not null default 0
import_run.total integer not null default 0
import_run.beat_at timestamp with time zone not null default now()
import_run.stopped text not null default ''::text
import_run.counts jsonb not null default '{}'::jsonb
import_run.created_at timestamp with time zone not null default now()
import_run.expires_at timestamp with time zone not null default (now() + '24:00:00'::interval)
import_run.version integer not null default 1
invitation.association_id integer not null
invitation.invitation_id uuid not null default uuidv7()
invitation.user_id uuid
invitation.name text not null
invitation.email text not null
invitation.language text not null
invitation.unit_id integer
invitation.role text
invitation.valid_from date
invitation.valid_until date
invitation.token_hash text not null
invitation.round integer not null default 1
invitation.invited_by uuid not null
invitation.invited_at timestamp with time zone not null default now()
invitation.expires_at timestamp with time zone not null
invitation.used_at timestamp with time zone
invitation.used_by uuid
invitation.withdrawn_at timestamp with time zone
log_review.association_id integer not null
log_review.log_review_id uuid not null default uuidv7()
log_review.reviewer_id uuid not null
log_review.authority_ids integer[] not null
log_review.from_day date not null
log_review.until_day date not null
log_review.read_log_ids bigint[] not null
log_review.drawn_at timestamp with time zone not null default now()
log_review.signed_at timestamp with time zone
log_review.remarks jsonb not null default '{}'::jsonb
log_review.conclusion text not null default ''::text
log_review.version integer not null default 1
map_change.association_id integer not null
map_change.map_change_id uuid not null default uuidv7()
map_change.at timestamp with time zone not null default now()
map_change.xact xid8 not null default pg_current_xact_id()
map_entry.association_id integer not null
map_entry.entry_id uuid not null default uuidv7()
map_entry.kind text not null
map_entry.authority_id integer
map_entry.unit_id integer
map_entry.provider_id uuid
map_entry.sector text
map_entry.name text not null
map_entry.other_names text[] not null default '{}'::text[]
map_entry.status text not null default 'active'::text
map_entry.is_public boolean not null default true
map_entry.shown boolean not null default (is_public AND (status = ANY (ARRAY['planned'::text, 'active'::text, 'paused'::text])))
map_entry.target_groups text[] not null default '{}'::text[]
map_entry.age_from smallint
map_entry.age_to smallint
map_entry.need_levels text[] not null default '{}'::text[]
map_entry.work_distances text[] not null default '{}'::text[]
map_entry.method text not null default ''::text
map_entry.capacity integer
map_entry.capacity_on date
map_entry.free_places integer
map_entry.free_places_on date
map_entry.queued integer
map_entry.queued_on date
map_entry.waiting_days integer
map_entry.waiting_days_on date
map_entry.duration_from integer
map_entry.duration_to integer
map_entry.duration_unit text not null default 'week'::text
map_entry.conditions text not null default ''::text
map_entry.languages text[] not null default '{}'::text[]
map_entry.contact_name text not null default ''::text
map_entry.contact_email text not null default ''::text
map_entry.contact_phone text not null default ''::text
map_entry.website text not null default ''::text
map_entry.ways_in text[] not null default '{}'::text[]
map_entry.how_to_refer text not null default ''::text
map_entry.receiver_needs text not null default ''::text
map_entry.intake_unit_id integer
map_entry.parallel_note text not null default ''::text
map_entry.cost_kr integer
map_entry.cost_note text not null default ''::text
map_entry.about_sv text not null default ''::text
map_entry.about_easy text not null default ''::text
map_entry.about_en text not null default ''::text
map_entry.about_ar text not null default ''::text
map_entry.search_words text[] not null default '{}'::text[]
map_entry.unread jsonb not null default '{}'::jsonb
map_entry.external_ref text not null default ''::text
map_entry.verified_on date
map_entry.verified_by uuid
map_entry.created_on date not null default viewer_today()
map_entry.changed_at timestamp with time zone not null default now()
map_entry.version integer not null default 1
map_entry_place.association_id integer not null
map_entry_place.entry_id uuid not null
map_entry_place.place_id uuid not null
map_entry_place.shown boolean not null default false
map_event.association_id integer not null
map_event.map_event_id uuid not null default uuidv7()
map_event.entry_id uuid not null
map_event.kind text not null
map_event.version integer not null
map_event.on_day date not null
map_event.at timestamp with time zone not null default clock_timestamp()
map_event.actor_id uuid
map_event.batch_id uuid
map_event.fields text[] not null default '{}'::text[]
map_event.snapshot jsonb not null
map_find.association_id integer not null
map_find.item_id uuid not null
map_find.neighbour_id uuid
map_find.name text not null
map_find.provider boolean not null
map_find.age_from smallint
map_find.age_to smallint
map_find.title tsvector not null
map_find.document tsvector not null
map_find.made_in xid8 not null default pg_current_xact_id()
map_import.association_id integer not null
map_import.map_import_id uuid not null default uuidv7()
map_import.user_id uuid not null
map_import.authority_id integer
map_import.kind text not null default 'intervention'::text
map_import.file_name text not null
map_import.file bytea
map_import.sheets text[] not null default '{}'::text[]
map_import.sheet text not null default ''::text
map_import.state text not null
map_import.header_from integer not null default 0
map_import.header_depth integer not null default 1
map_import.headings text[] not null default '{}'::text[]
map_import.choices text[] not null default '{}'::text[]
map_import.warnings text[] not null default '{}'::text[]
map_import.counts jsonb not null default '{}'::jsonb
map_import.stopped text not null default ''::text
map_import.created_at timestamp with time zone not null default now()
map_import.expires_at timestamp with time zone not null default (now() + '7 days'::interval)
map_import.done_on date
map_import.undone_on date
map_import.left_entries uuid[] not null default '{}'::uuid[]
map_import.version integer not null default 1
map_import_row.association_id integer not null
map_import_row.map_import_id uuid not null
map_import_row.user_id uuid not null
map_import_row.row_number integer not null
map_import_row.cells text[] not null
map_import_row.outcome text
map_import_row.entry_id uuid
map_import_row.name text not null default ''::text
map_import_row.differences jsonb not null default '[]'::jsonb
map_import_row.problems jsonb not null default '[]'::jsonb
map_import_row.picks jsonb not null default '{}'::jsonb
map_link.association_id integer not null
map_link.from_entry_id uuid not null
map_link.to_entry_id uuid not null
map_link.kind text not null
map_link.note text not null default ''::text
map_link.shown boolean not null default false
map_neighbour.association_id integer not null
map_neighbour.neighbour_id uuid not null default uuidv7()
map_neighbour.name text not null
map_neighbour.address text not null
map_neighbour.added_by uuid not null
map_neighbour.added_on date not null default viewer_today()
map_neighbour.good_at timestamp with time zone
map_neighbour.entries integer not null default 0
map_neighbour.left_out integer not null default 0
map_neighbour.tried_at timestamp with time zone
map_neighbour.problem text
map_neighbour.detail text not null default ''::text
map_neighbour_entry.association_id integer not null
map_neighbour_entry.item_id uuid not null
map_neighbour_entry.neighbour_id uuid not null
map_neighbour_entry.name text not null
map_neighbour_entry.organization text not null default ''::text
map_neighbour_entry.description text not null default ''::text
map_neighbour_entry.age_from smallint
map_neighbour_entry.age_to smallint
map_neighbour_entry.languages text[] not null default '{}'::text[]
map_neighbour_entry.places text not null default ''::text
map_neighbour_entry.how_to_apply text not null default ''::text
map_neighbour_entry.fees text not null default ''::text
map_neighbour_entry.phone text not null default ''::text
map_neighbour_entry.email text not null default ''::text
map_neighbour_entry.website text not null default ''::text
map_neighbour_entry.source text not null
map_opening.association_id integer not null
map_opening.opening_id uuid not null default uuidv7()
map_opening.entry_id uuid not null
map_opening.from_on date
map_opening.until_on date
map_opening.weekdays text[] not null default '{}'::text[]
map_opening.opens_at text
map_opening.closes_at text
map_opening.note text not null default ''::text
map_opening.shown boolean not null default false
map_pair.association_id integer not null
map_pair.entry_id uuid not null
map_pair.other_id uuid not null
map_pair.compared text not null
map_pair.said_by uuid not null
map_pair.said_on date not null default viewer_today()
map_place.association_id integer not null
map_place.place_id uuid not null default uuidv7()
map_place.authority_id integer
map_place.name text not null
map_place.kind text not null default 'physical'::text
map_place.address text not null default ''::text
map_place.postal_code text not null default ''::text
map_place.city text not null default ''::text
map_place.area text not null default ''::text
map_place.latitude double precision
map_place.longitude double precision
map_place.how_to_get_there text not null default ''::text
map_place.accessibility text not null default ''::text
map_place.shown boolean not null default false
map_place.version integer not null default 1
map_review.association_id integer not null
map_review.map_review_id uuid not null default uuidv7()
map_review.started_on date not null
map_review.due_on date not null
map_review.started_by uuid not null
map_review.authority_ids integer[] not null
map_review.note text not null default ''::text
map_review.closed_on date
map_review.version integer not null default 1
map_sheet_choice.association_id integer not null
map_sheet_choice.entry_id uuid not null
map_sheet_choice.field text not null
map_sheet_choice.ours text not null
map_sheet_choice.theirs text not null
map_sheet_choice.map_import_id uuid not null
map_word.association_id integer not null
map_word.word text not null
map_word.key text not null
map_word.lexemes text[] not null
migration.id integer not null default nextval('migration_id_seq'::regclass)
migration.name character varying(255) not null
migration.run_on timestamp without time zone not null
next_step.association_id integer not null
next_step.next_step_id uuid not null default uuidv7()
next_step.thread_id uuid not null
next_step.unit_id integer not null
next_step.authority_id integer not null
next_step.category text not null default 'plan'::text
next_step.what text not null
next_step.who_user_id uuid
next_step.who_person boolean not null default false
next_step.due_on date not null
next_step.done_on date
next_step.dropped_reason text not null default ''::text
next_step.version integer not null default 1
next_step.acl integer[] not null default '{}'::integer[]
next_step.acl_until date not null default 'infinity'::date
note.association_id integer not null
note.note_id uuid not null default uuidv7()
note.thread_id uuid not null
note.unit_id integer not null
note.authority_id integer not null
note.category text not null
note.body text not null
note.happened_on date not null
note.author_id uuid not null
note.written_at timestamp with time zone not null default now()
note.corrects_note_id uuid
note.acl integer[] not null default '{}'::integer[]
note.acl_until date not null default 'infinity'::date
note_objection.association_id integer not null
note_objection.note_objection_id uuid not null default uuidv7()
note_objection.thread_id uuid not null
note_objection.unit_id integer not null
note_objection.authority_id integer not null
note_objection.category text not null
note_objection.note_id uuid not null
note_objection.body text not null
note_objection.made_on date not null
note_objection.recorded_by uuid not null
note_objection.recorded_at timestamp with time zone not null default now()
note_objection.acl integer[] not null default '{}'::integer[]
note_objection.acl_until date not null default 'infinity'::date
participant_identity.association_id integer not null
participant_identity.thread_id uuid not null
participant_identity.unit_id integer not null
participant_identity.authority_id integer not null
participant_identity.category text not null default 'person'::text
participant_identity.given_name text not null
participant_identity.family_name text not null
participant_identity.name_key text not null
participant_identity.person_number text
participant_identity.birth_day date
participant_identity.sex text
participant_identity.phone text not null default ''::text
participant_identity.email text not null default ''::text
participant_identity.address text not null default ''::text
participant_identity.protection text not null default 'none'::text
participant_identity.named_user_ids uuid[] not null default '{}'::uuid[]
participant_identity.version integer not null default 1
participant_identity.acl integer[] not null default '{}'::integer[]
participant_identity.acl_until date not null default 'infinity'::date
participant_identity.lifted_on date
participant_identity.lifted_by uuid
participant_identity.lifted_from uuid[] not null default '{}'::uuid[]
participant_identity.search_key text not null default ''::text
protected_table.name text not null
protected_table.shared boolean not null
pseudonym.association_id integer not null
pseudonym.pseudonym_id uuid not null default uuidv7()
pseudonym.thread_id uuid not null
pseudonym.unit_id integer not null
pseudonym.authority_id integer not null
pseudonym.category text not null default 'pseudonym'::text
pseudonym.code text not null
pseudonym.made_on date not null default viewer_today()
pseudonym.acl integer[] not null default '{}'::integer[]
pseudonym.acl_until date not null default 'infinity'::date
queue_entry.association_id integer not null
queue_entry.queue_entry_id uuid not null default uuidv7()
queue_entry.thread_id uuid not null
queue_entry.unit_id integer not null
queue_entry.authority_id integer not null
queue_entry.category text not null default 'referral'::text
queue_entry.also_unit_id integer
queue_entry.referral_id uuid not null
queue_entry.entered_on date not null
queue_entry.place integer not null default 1000
queue_entry.left_on date
queue_entry.left_how text
queue_entry.version integer not null default 1
queue_entry.acl integer[] not null default '{}'::integer[]
queue_entry.acl_until date not null default 'infinity'::date
queue_entry.intake_planned_on date
queue_entry.no_shows integer not null default 0
queue_move.association_id integer not null
queue_move.queue_move_id uuid not null default uuidv7()
queue_move.thread_id uuid not null
queue_move.unit_id integer not null
queue_move.authority_id integer not null
queue_move.category text not null default 'referral'::text
queue_move.queue_entry_id uuid not null
queue_move.from_place integer not null
queue_move.to_place integer not null
queue_move.reason text not null
queue_move.moved_on date not null
queue_move.moved_by uuid not null
queue_move.acl integer[] not null default '{}'::integer[]
queue_move.acl_until date not null default 'infinity'::date
read_log.association_id integer not null
read_log.read_log_id bigint not null identity
read_log.tx xid8 not null default pg_current_xact_id()
read_log.at timestamp with time zone not null default clock_timestamp()
read_log.user_id uuid not null
read_log.unit_id integer
read_log.authority_id integer
read_log.what text not null
read_log.ground text not null
read_log.thread_id uuid
read_log.thread_ids uuid[]
read_log.era integer not null default 1
read_log.search_by text
read_log_seal.association_id integer not null
read_log_seal.seal_no bigint not null
read_log_seal.first_tx xid8 not null
read_log_seal.last_tx xid8 not null
read_log_seal.rows integer not null
read_log_seal.sealed_at timestamp with time zone not null default clock_timestamp()
read_log_seal.previous text not null
read_log_seal.hash text not null
read_log_seal.era integer not null default 1
referral.association_id integer not null
referral.referral_id uuid not null default uuidv7()
referral.thread_id uuid not null
referral.unit_id integer not null
referral.authority_id integer not null
referral.category text not null default 'referral'::text
referral.also_unit_id integer
referral.state text not null default 'draft'::text
referral.to_unit_id integer
referral.to_intervention text not null default ''::text
referral.reason text not null default ''::text
referral.tried_before text not null default ''::text
referral.own_words text not null default ''::text
referral.checklist jsonb not null default '{}'::jsonb
referral.agreed_how text
referral.language text not null default 'sv'::text
referral.interpreter boolean not null default false
referral.language_support text not null default ''::text
referral.wished_start date
referral.contact_user_id uuid not null
referral.sent_on date
referral.received_on date
referral.study_visit_on date
referral.study_visit_outcome text
referral.decided_on date
referral.decision_reason text not null default ''::text
referral.decided_by uuid
referral.redirected_to text not null default ''::text
referral.created_by uuid not null
referral.created_at timestamp with time zone not null default now()
referral.version integer not null default 1
referral.acl integer[] not null default '{}'::integer[]
referral.acl_until date not null default 'infinity'::date
referral.agreed_on date
referral.taken_in_on date
referral.redirect_unit_id integer
referral.decline_ground text
referral.continues_referral_id uuid
referral.entry_id uuid
referral.study_visit_time text not null default ''::text
referral.study_visit_place text not null default ''::text
referral.study_visit_who text not null default ''::text
referral.called_on date
referral.called_time text not null default ''::text
referral.called_place text not null default ''::text
referral.called_who text not null default ''::text
referral.study_visit_present text not null default ''::text
report_team_figures.association_id integer
report_team_figures.association text
report_team_figures.as_of date
report_team_figures.unit_id integer
report_team_figures.name text
report_team_figures.way_of_working text
report_team_figures.capacity integer
report_team_figures.queued integer
report_team_figures.active integer
report_team_figures.begun_year integer
report_team_figures.ended_year integer
report_team_figures.to_work_or_studies integer
report_team_figures.median_wait_days integer
sign_in_attempt.key text not null
sign_in_attempt.count integer not null
sign_in_attempt.since timestamp with time zone not null
survey_event.association_id integer not null
survey_event.survey_event_id uuid not null default uuidv7()
survey_event.survey_round_id uuid
survey_event.unit_id integer not null
survey_event.authority_id integer not null
survey_event.survey_person_id uuid
survey_event.kind text not null
survey_event.on_day date not null
survey_event.at timestamp with time zone not null default clock_timestamp()
survey_event.actor_id uuid
survey_event.data jsonb not null default '{}'::jsonb
survey_event.survey_joint_id uuid
survey_joint.association_id integer not null
survey_joint.survey_joint_id uuid not null default uuidv7()
survey_joint.unit_id integer not null
survey_joint.authority_id integer not null
survey_joint.title text not null
survey_joint.month date not null
survey_joint.state text not null default 'asking'::text
survey_joint.made_by uuid not null
survey_joint.made_on date not null
survey_joint.version integer not null default 1
survey_joint_part.association_id integer not null
survey_joint_part.survey_joint_id uuid not null
survey_joint_part.unit_id integer not null
survey_joint_part.authority_id integer not null
survey_joint_part.answer text not null default 'asked'::text
survey_joint_part.survey_round_id uuid
survey_joint_part.reason_list text
survey_joint_part.barrier_list text
survey_joint_part.answered_by uuid
survey_joint_part.answered_on date
survey_link.association_id integer not null
survey_link.survey_link_id uuid not null default uuidv7()
survey_link.survey_person_id uuid not null
survey_link.survey_round_id uuid not null
survey_link.unit_id integer not null
survey_link.authority_id integer not null
survey_link.how text not null
survey_link.digest text not null
survey_link.made_by uuid not null
survey_link.made_at timestamp with time zone not null default now()
survey_link.expires_at timestamp with time zone not null
survey_link.used_at timestamp with time zone
survey_link.ended_at timestamp with time zone
survey_list.association_id integer not null
survey_list.survey_list_id uuid not null default uuidv7()
survey_list.unit_id integer not null
survey_list.authority_id integer not null
survey_list.name text not null
survey_list.source text not null default ''::text
survey_list.valid_from date not null
survey_list.entries jsonb not null
survey_list.made_by uuid not null
survey_list.made_at timestamp with time zone not null default now()
survey_order.association_id integer not null
survey_order.survey_order_id uuid not null default uuidv7()
survey_order.survey_round_id uuid
survey_order.unit_id integer not null
survey_order.authority_id integer not null
survey_order.audience text not null
survey_order.filter jsonb not null default '{}'::jsonb
survey_order.round_to integer
survey_order.state text not null default 'ordered'::text
survey_order.because text
survey_order.with_reports uuid[] not null default '{}'::uuid[]
survey_order.survey_report_id uuid
survey_order.ordered_by uuid not null
survey_order.ordered_at timestamp with time zone not null default now()
survey_order.on_day date not null
survey_order.ended_at timestamp with time zone
survey_order.survey_joint_id uuid
survey_order.with_units integer[] not null default '{}'::integer[]
survey_person.association_id integer not null
survey_person.survey_person_id uuid not null default uuidv7()
survey_person.survey_round_id uuid not null
survey_person.unit_id integer not null
survey_person.authority_id integer not null
survey_person.code text not null
survey_person.rater_id uuid
survey_person.sex text
survey_person.birth_year integer
survey_person.months_with_support integer
survey_person.in_intervention boolean
survey_person.state text not null default 'waiting'::text
survey_person.skip_reason text
survey_person.reason text
survey_person.barriers text[]
survey_person.rated_by uuid
survey_person.rated_at timestamp with time zone
survey_person.self_state text not null default 'none'::text
survey_person.version integer not null default 1
survey_release.association_id integer not null
survey_release.survey_report_id uuid not null
survey_release.unit_id integer not null
survey_release.authority_id integer not null
survey_release.people text[] not null default '{}'::text[]
survey_release.survey_round_id uuid not null
survey_report.association_id integer not null
survey_report.survey_report_id uuid not null default uuidv7()
survey_report.survey_round_id uuid
survey_report.unit_id integer not null
survey_report.authority_id integer not null
survey_report.audience text not null
survey_report.month date not null
survey_report.filter jsonb not null default '{}'::jsonb
survey_report.rules jsonb not null default '{}'::jsonb
survey_report.shown jsonb not null
survey_report.saved_by uuid not null
survey_report.saved_at timestamp with time zone not null default now()
survey_report.withdrawn_at timestamp with time zone
survey_report.survey_joint_id uuid
survey_report.title text
survey_report.units integer[] not null default '{}'::integer[]
survey_report.missing_units integer[] not null default '{}'::integer[]
survey_round.association_id integer not null
survey_round.survey_round_id uuid not null default uuidv7()
survey_round.unit_id integer not null
survey_round.authority_id integer not null
survey_round.month date not null
survey_round.reason_list text not null
survey_round.barrier_list text not null default 'standard-1'::text
survey_round.definitions boolean not null default false
survey_round.self_rating boolean not null default true
survey_round.state text not null default 'draft'::text
survey_round.made_by uuid not null
survey_round.made_on date not null
survey_round.opened_on date
survey_round.closed_on date
survey_round.closed_by uuid
survey_round.version integer not null default 1
survey_round.delete_on date default make_date(((EXTRACT(year FROM COALESCE(closed_on, month)))::integer + 5), 12, 31)
survey_round.deleted_on date
survey_self.association_id integer not null
survey_self.survey_person_id uuid not null
survey_self.survey_round_id uuid not null
survey_self.unit_id integer not null
survey_self.authority_id integer not null
survey_self.answers jsonb not null default '{}'::jsonb
survey_self.language text not null
survey_self.how text not null
survey_self.entered_by uuid
survey_self.started_at timestamp with time zone not null default now()
survey_self.done_at timestamp with time zone
survey_self.version integer not null default 1
thread.association_id integer not null
thread.thread_id uuid not null default uuidv7()
thread.unit_id integer not null
thread.authority_id integer not null
thread.category text not null default 'course'::text
thread.case_number text not null
thread.state text not null default 'begun'::text
thread.team_unit_id integer
thread.language text not null default 'sv'::text
thread.interpreter boolean not null default false
thread.own_words text not null default ''::text
thread.opened_on date not null
thread.intake_on date
thread.discharged_on date
thread.version integer not null default 1
thread.acl integer[] not null default '{}'::integer[]
thread.acl_until date not null default 'infinity'::date
thread_event.association_id integer not null
thread_event.seq bigint not null identity
thread_event.event_id uuid not null default uuidv7()
thread_event.thread_id uuid not null
thread_event.unit_id integer not null
thread_event.authority_id integer not null
thread_event.category text not null
thread_event.also_unit_id integer
thread_event.kind text not null
thread_event.subject text not null
thread_event.subject_id uuid not null
thread_event.on_day date not null
thread_event.recorded_at timestamp with time zone not null default now()
thread_event.actor_id uuid
thread_event.data jsonb not null default '{}'::jsonb
thread_event.acl integer[] not null default '{}'::integer[]
thread_event.acl_until date not null default 'infinity'::date
thread_event.tx xid8 not null default pg_current_xact_id()
thread_event.era integer not null default 1
thread_unit.association_id integer not null
thread_unit.thread_id uuid not null
thread_unit.unit_id integer not null
thread_unit.since date not null
thread_unit.until date
thread_unit.ended_on date
track.association_id integer not null
track.track_id uuid not null default uuidv7()
track.thread_id uuid not null
track.unit_id integer not null
track.authority_id integer not null
track.category text not null default 'plan'::text
track.name text not null
track.lane text not null default 'team'::text
track.place text not null default ''::text
track.supervisor text not null default ''::text
track.quarter_hours smallint not null
track.purpose text not null default ''::text
track.start_on date not null
track.planned_end_on date
track.end_on date
track.outcome text
track.outcome_note text not null default ''::text
track.version integer not null default 1
track.acl integer[] not null default '{}'::integer[]
track.acl_until date not null default 'infinity'::date
track.entry_id uuid
track_pause.association_id integer not null
track_pause.track_pause_id uuid not null default uuidv7()
track_pause.thread_id uuid not null
track_pause.unit_id integer not null
track_pause.authority_id integer not null
track_pause.category text not null default 'plan'::text
track_pause.track_id uuid not null
track_pause.from_on date not null
track_pause.until_on date
track_pause.reason text not null default ''::text
track_pause.acl integer[] not null default '{}'::integer[]
track_pause.acl_until date not null default 'infinity'::date
unit.association_id integer not null
unit.unit_id integer not null default nextval('body_seq'::regclass)
unit.authority_id integer not null
unit.name text not null
unit.kind text not null
unit.capacity integer
unit.way_of_working text
unit.phone text
unit.active boolean not null default true
unit.version integer not null default 1
user_role.association_id integer not null
user_role.user_role_id uuid not null default uuidv7()
user_role.user_id uuid not null
user_role.unit_id integer not null
user_role.role text not null
user_role.valid_from date not null
user_role.valid_until date
user_role.granted_by uuid
user_role.created_at timestamp with time zone not null default now()

-- Constraints
access_event: CHECK ((kind = ANY (ARRAY['role_given'::text, 'role_ended'::text, 'account_closed'::text, 'account_opened'::text, 'invited'::text, 'invitation_renewed'::text, 'invitation_withdrawn'::text, 'invitation_accepted'::text, 'password_link'::text, 'password_set'::text, 'unit_added'::text, 'unit_changed'::text, 'authority_added'::text, 'authority_changed'::text, 'sign_in_changed'::text, 'name_changed'::text, 'password_changed'::text, 'passkey_added'::text, 'passkey_removed'::text, 'sight_days_changed'::text])))
access_event: FOREIGN KEY (actor_id) REFERENCES account_user(id)
access_event: FOREIGN KEY (association_id) REFERENCES association(association_id)
access_event: FOREIGN KEY (subject_user_id) REFERENCES account_user(id)
access_event: PRIMARY KEY (association_id, access_event_id)
account_credential: FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE
account_credential: PRIMARY KEY (id)
account_credential: UNIQUE (provider_id, account_id)
account_passkey: FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE
account_passkey: PRIMARY KEY (id)
account_passkey: UNIQUE (credential_id)
account_rate_limit: PRIMARY KEY (id)
account_rate_limit: UNIQUE (key)
account_session: FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE
account_session: PRIMARY KEY (id)
account_session: UNIQUE (token)
account_user: CHECK ((color_scheme = ANY (ARRAY['auto'::text, 'light'::text, 'dark'::text])))
account_user: CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text, 'ar'::text])))
account_user: FOREIGN KEY (association_id) REFERENCES association(association_id)
account_user: PRIMARY KEY (id)
account_verification: PRIMARY KEY (id)
assignment: CHECK ((category = 'identity'::text))
assignment: CHECK (((until_on IS NULL) OR (until_on >= (from_on - 1))))
assignment: CHECK ((role = ANY (ARRAY['lead'::text, 'social'::text, 'work'::text, 'referrer'::text, 'other'::text])))
assignment: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
assignment: FOREIGN KEY (user_id) REFERENCES account_user(id)
assignment: PRIMARY KEY (association_id, assignment_id)
association: CHECK (((sight_days >= 1) AND (sight_days <= 365)))
association: PRIMARY KEY (association_id)
authority: CHECK ((length(contact_email) <= 200))
authority: CHECK ((length(contact_phone) <= 40))
authority: CHECK ((kind = ANY (ARRAY['municipality'::text, 'region'::text, 'employment'::text, 'insurance'::text, 'association'::text])))
authority: FOREIGN KEY (association_id) REFERENCES association(association_id)
authority: PRIMARY KEY (association_id, authority_id)
authority_sign_in: CHECK (((domain = lower(domain)) AND (domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$'::text)))
authority_sign_in: FOREIGN KEY (association_id, authority_id) REFERENCES authority(association_id, authority_id)
authority_sign_in: PRIMARY KEY (association_id, authority_id)
break_glass: CHECK (((until > opened_at) AND (until <= (opened_at + '04:00:00'::interval))))
break_glass: CHECK ((length(TRIM(BOTH FROM reason)) >= 10))
break_glass: FOREIGN KEY (reviewed_by) REFERENCES account_user(id)
break_glass: FOREIGN KEY (user_id) REFERENCES account_user(id)
break_glass: PRIMARY KEY (association_id, break_glass_id)
case_number_given: CHECK (((number >= 100000) AND (number <= 999999)))
case_number_given: FOREIGN KEY (association_id) REFERENCES association(association_id)
case_number_given: PRIMARY KEY (association_id, year, number)
consent: CHECK ((category = 'identity'::text))
consent: CHECK ((given_how = ANY (ARRAY['oral'::text, 'written'::text, 'eid'::text])))
consent: CHECK ((text_language = ANY (ARRAY['sv'::text, 'en'::text, 'ar'::text])))
consent: FOREIGN KEY (taken_by) REFERENCES account_user(id)
consent: FOREIGN KEY (withdrawn_by) REFERENCES account_user(id)
consent: PRIMARY KEY (association_id, consent_id)
discharge: CHECK ((category = 'plan'::text))
discharge: CHECK ((destination = ANY (ARRAY['work'::text, 'studies'::text, 'right_benefit'::text, 'care'::text, 'moved'::text, 'other'::text])))
discharge: CHECK ((reason = ANY (ARRAY['goal_reached'::text, 'other_support'::text, 'own_wish'::text, 'ill_health'::text, 'no_contact'::text, 'moved'::text, 'other'::text])))
discharge: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
discharge: PRIMARY KEY (association_id, discharge_id)
disclosure: CHECK (((categories <> '{}'::text[]) AND (categories <@ ARRAY['plan'::text, 'attendance'::text, 'assessment'::text, 'health'::text, 'economy'::text, 'notes'::text])))
disclosure: CHECK ((category = 'identity'::text))
disclosure: CHECK ((valid_until >= valid_from))
disclosure: CHECK (((ground = 'consent'::text) = (consent_id IS NOT NULL)))
disclosure: CHECK ((ground = ANY (ARRAY['consent'::text, 'osl_10_2'::text, 'osl_10_15a'::text, 'osl_10_27'::text, 'osl_10_28'::text])))
disclosure: CHECK ((from_authority_id = authority_id))
disclosure: CHECK ((to_unit_id <> unit_id)) NOT VALID
disclosure: CHECK ((withdrawn_how = ANY (ARRAY['oral'::text, 'written'::text])))
disclosure: FOREIGN KEY (association_id, consent_id) REFERENCES consent(association_id, consent_id)
disclosure: FOREIGN KEY (association_id, from_authority_id) REFERENCES authority(association_id, authority_id)
disclosure: FOREIGN KEY (association_id, to_authority_id) REFERENCES authority(association_id, authority_id)
disclosure: FOREIGN KEY (association_id, to_unit_id) REFERENCES unit(association_id, unit_id)
disclosure: FOREIGN KEY (decided_by) REFERENCES account_user(id)
disclosure: FOREIGN KEY (withdrawn_by) REFERENCES account_user(id)
disclosure: PRIMARY KEY (association_id, disclosure_id)
form_key: PRIMARY KEY (association_id, user_id, key)
household_member: CHECK (((birth_year >= 1890) AND (birth_year <= 2199)))
household_member: CHECK ((category = 'assessment'::text))
household_member: CHECK ((kind = ANY (ARRAY['child'::text, 'adult'::text])))
household_member: CHECK ((lives_here = ANY (ARRAY['yes'::text, 'sometimes'::text, 'no'::text])))
household_member: CHECK ((told_by = ANY (ARRAY['person'::text, 'authority'::text])))
household_member: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
household_member: PRIMARY KEY (association_id, household_member_id)
import_mark: CHECK ((category = 'referral'::text))
import_mark: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
import_mark: PRIMARY KEY (association_id, import_mark_id)
import_mark: UNIQUE (association_id, thread_id, unit_id)
import_problem: FOREIGN KEY (association_id, import_run_id) REFERENCES import_run(association_id, import_run_id) ON DELETE CASCADE
import_problem: PRIMARY KEY (association_id, import_run_id, problem_no)
import_row: CHECK ((outcome = ANY (ARRAY['new'::text, 'added'::text, 'same'::text, 'bad'::text])))
import_row: FOREIGN KEY (association_id, import_run_id) REFERENCES import_run(association_id, import_run_id) ON DELETE CASCADE
import_row: PRIMARY KEY (association_id, import_run_id, row_number)
import_run: CHECK (((header_depth >= 0) AND (header_depth <= 2)))
import_run: CHECK ((state = ANY (ARRAY['sheet'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'writing'::text, 'done'::text])))
import_run: FOREIGN KEY (association_id) REFERENCES association(association_id)
import_run: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
import_run: FOREIGN KEY (user_id) REFERENCES account_user(id)
import_run: PRIMARY KEY (association_id, import_run_id)
invitation: CHECK (((user_id IS NULL) = ((unit_id IS NOT NULL) AND (role IS NOT NULL) AND (valid_from IS NOT NULL))))
invitation: CHECK ((email = lower(email)))
invitation: CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text, 'ar'::text])))
invitation: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
invitation: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
invitation: FOREIGN KEY (invited_by) REFERENCES account_user(id)
invitation: FOREIGN KEY (used_by) REFERENCES account_user(id)
invitation: FOREIGN KEY (user_id) REFERENCES account_user(id)
invitation: PRIMARY KEY (association_id, invitation_id)
log_review: CHECK ((until_day >= from_day))
log_review: FOREIGN KEY (association_id) REFERENCES association(association_id)
log_review: FOREIGN KEY (reviewer_id) REFERENCES account_user(id)
log_review: PRIMARY KEY (association_id, log_review_id)
map_change: FOREIGN KEY (association_id) REFERENCES association(association_id)
map_change: PRIMARY KEY (association_id, map_change_id)
map_entry: CHECK (((age_from >= 0) AND (age_from <= 120)))
map_entry: CHECK (((age_to >= 0) AND (age_to <= 120)))
map_entry: CHECK (((capacity >= 0) AND (capacity <= 100000)))
map_entry: CHECK (((age_to IS NULL) OR (age_to >= COALESCE((age_from)::integer, 0))))
map_entry: CHECK (((duration_to IS NULL) OR (duration_to >= COALESCE(duration_from, 0))))
map_entry: CHECK (((capacity IS NULL) = (capacity_on IS NULL)))
map_entry: CHECK (((free_places IS NULL) = (free_places_on IS NULL)))
map_entry: CHECK (((queued IS NULL) = (queued_on IS NULL)))
map_entry: CHECK (((waiting_days IS NULL) = (waiting_days_on IS NULL)))
map_entry: CHECK (((kind <> 'provider'::text) OR ((provider_id IS NULL) AND (intake_unit_id IS NULL))))
map_entry: CHECK (((cost_kr >= 0) AND (cost_kr <= 1000000)))
map_entry: CHECK (((duration_from >= 0) AND (duration_from <= 5000)))
map_entry: CHECK (((duration_to >= 0) AND (duration_to <= 5000)))
map_entry: CHECK ((duration_unit = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])))
map_entry: CHECK (((free_places >= 0) AND (free_places <= 100000)))
map_entry: CHECK ((kind = ANY (ARRAY['intervention'::text, 'activity'::text, 'provider'::text])))
map_entry: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
map_entry: CHECK ((need_levels <@ ARRAY['small'::text, 'medium'::text, 'large'::text]))
map_entry: CHECK (((queued >= 0) AND (queued <= 100000)))
map_entry: CHECK ((sector = ANY (ARRAY['municipality'::text, 'region'::text, 'state'::text, 'civil'::text, 'company'::text, 'association'::text])))
map_entry: CHECK ((status = ANY (ARRAY['planned'::text, 'active'::text, 'paused'::text, 'closed'::text, 'removed'::text])))
map_entry: CHECK ((jsonb_typeof(unread) = 'object'::text))
map_entry: CHECK (((waiting_days >= 0) AND (waiting_days <= 3650)))
map_entry: CHECK ((ways_in <@ ARRAY['self'::text, 'referral'::text, 'decision'::text, 'care'::text]))
map_entry: CHECK ((work_distances <@ ARRAY['near'::text, 'midway'::text, 'far'::text, 'none'::text]))
map_entry: FOREIGN KEY (association_id, authority_id) REFERENCES authority(association_id, authority_id)
map_entry: FOREIGN KEY (association_id) REFERENCES association(association_id)
map_entry: FOREIGN KEY (association_id, intake_unit_id) REFERENCES unit(association_id, unit_id)
map_entry: FOREIGN KEY (association_id, provider_id) REFERENCES map_entry(association_id, entry_id)
map_entry: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
map_entry: FOREIGN KEY (verified_by) REFERENCES account_user(id)
map_entry: PRIMARY KEY (association_id, entry_id)
map_entry_place: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
map_entry_place: FOREIGN KEY (association_id, place_id) REFERENCES map_place(association_id, place_id)
map_entry_place: PRIMARY KEY (association_id, entry_id, place_id)
map_event: CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text, 'verified'::text, 'status'::text, 'removed'::text, 'restored'::text])))
map_event: FOREIGN KEY (actor_id) REFERENCES account_user(id)
map_event: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
map_event: PRIMARY KEY (association_id, map_event_id)
map_event: UNIQUE (association_id, entry_id, version)
map_find: PRIMARY KEY (association_id, item_id)
map_import: CHECK (((header_depth >= 0) AND (header_depth <= 2)))
map_import: CHECK ((kind = ANY (ARRAY['intervention'::text, 'activity'::text, 'provider'::text])))
map_import: CHECK ((state = ANY (ARRAY['sheet'::text, 'mapping'::text, 'checked'::text, 'done'::text, 'undone'::text])))
map_import: FOREIGN KEY (association_id, authority_id) REFERENCES authority(association_id, authority_id)
map_import: FOREIGN KEY (association_id) REFERENCES association(association_id)
map_import: FOREIGN KEY (user_id) REFERENCES account_user(id)
map_import: PRIMARY KEY (association_id, map_import_id)
map_import_row: CHECK ((outcome = ANY (ARRAY['new'::text, 'differs'::text, 'same'::text, 'joined'::text, 'out'::text])))
map_import_row: FOREIGN KEY (association_id, map_import_id) REFERENCES map_import(association_id, map_import_id) ON DELETE CASCADE
map_import_row: PRIMARY KEY (association_id, map_import_id, row_number)
map_link: CHECK ((from_entry_id <> to_entry_id))
map_link: CHECK ((kind = ANY (ARRAY['onward'::text, 'parallel'::text])))
map_link: FOREIGN KEY (association_id, from_entry_id) REFERENCES map_entry(association_id, entry_id)
map_link: FOREIGN KEY (association_id, to_entry_id) REFERENCES map_entry(association_id, entry_id)
map_link: PRIMARY KEY (association_id, from_entry_id, to_entry_id, kind)
map_neighbour: CHECK (((address ~ '^https?://'::text) AND (length(address) <= 500)))
map_neighbour: CHECK (((length(name) >= 1) AND (length(name) <= 100)))
map_neighbour: FOREIGN KEY (added_by) REFERENCES account_user(id)
map_neighbour: FOREIGN KEY (association_id) REFERENCES association(association_id)
map_neighbour: PRIMARY KEY (association_id, neighbour_id)
map_neighbour: UNIQUE (association_id, address)
map_neighbour_entry: FOREIGN KEY (association_id, neighbour_id) REFERENCES map_neighbour(association_id, neighbour_id) ON DELETE CASCADE
map_neighbour_entry: PRIMARY KEY (association_id, item_id)
map_opening: CHECK (((until_on IS NULL) OR (from_on IS NULL) OR (until_on >= from_on)))
map_opening: CHECK (((closes_at IS NULL) OR ((opens_at IS NOT NULL) AND (closes_at > opens_at))))
map_opening: CHECK ((closes_at ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
map_opening: CHECK ((opens_at ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
map_opening: CHECK ((weekdays <@ ARRAY['MO'::text, 'TU'::text, 'WE'::text, 'TH'::text, 'FR'::text, 'SA'::text, 'SU'::text]))
map_opening: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
map_opening: PRIMARY KEY (association_id, opening_id)
map_pair: CHECK ((entry_id < other_id))
map_pair: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
map_pair: FOREIGN KEY (association_id, other_id) REFERENCES map_entry(association_id, entry_id)
map_pair: FOREIGN KEY (said_by) REFERENCES account_user(id)
map_pair: PRIMARY KEY (association_id, entry_id, other_id)
map_place: CHECK (((latitude IS NULL) = (longitude IS NULL)))
map_place: CHECK ((kind = ANY (ARRAY['physical'::text, 'virtual'::text])))
map_place: CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)))
map_place: CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
map_place: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
map_place: FOREIGN KEY (association_id, authority_id) REFERENCES authority(association_id, authority_id)
map_place: FOREIGN KEY (association_id) REFERENCES association(association_id)
map_place: PRIMARY KEY (association_id, place_id)
map_review: CHECK (((cardinality(authority_ids) >= 1) AND (cardinality(authority_ids) <= 200)))
map_review: CHECK ((due_on > started_on))
map_review: CHECK ((length(note) <= 1000))
map_review: FOREIGN KEY (association_id) REFERENCES association(association_id)
map_review: FOREIGN KEY (started_by) REFERENCES account_user(id)
map_review: PRIMARY KEY (association_id, map_review_id)
map_sheet_choice: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
map_sheet_choice: PRIMARY KEY (association_id, entry_id, field)
map_word: PRIMARY KEY (association_id, word)
migration: PRIMARY KEY (id)
next_step: CHECK ((category = 'plan'::text))
next_step: CHECK ((who_person <> (who_user_id IS NOT NULL)))
next_step: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
next_step: FOREIGN KEY (who_user_id) REFERENCES account_user(id)
next_step: PRIMARY KEY (association_id, next_step_id)
note: CHECK ((length(body) <= 1000000))
note: CHECK ((category = ANY (ARRAY['plan'::text, 'attendance'::text, 'assessment'::text, 'health'::text, 'economy'::text, 'notes'::text])))
note: FOREIGN KEY (association_id, corrects_note_id) REFERENCES note(association_id, note_id)
note: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
note: FOREIGN KEY (author_id) REFERENCES account_user(id)
note: PRIMARY KEY (association_id, note_id)
note_objection: FOREIGN KEY (association_id, note_id) REFERENCES note(association_id, note_id)
note_objection: FOREIGN KEY (recorded_by) REFERENCES account_user(id)
note_objection: PRIMARY KEY (association_id, note_objection_id)
participant_identity: CHECK ((category = 'person'::text))
participant_identity: CHECK ((person_number ~ '^\d{12}$'::text))
participant_identity: CHECK ((protection = ANY (ARRAY['none'::text, 'marking'::text, 'protected_registration'::text])))
participant_identity: CHECK ((sex = ANY (ARRAY['woman'::text, 'man'::text])))
participant_identity: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
participant_identity: FOREIGN KEY (lifted_by) REFERENCES account_user(id)
participant_identity: PRIMARY KEY (association_id, thread_id)
protected_table: PRIMARY KEY (name)
pseudonym: CHECK ((category = 'pseudonym'::text))
pseudonym: CHECK ((code ~ '^[2-9A-HJ-NP-Z]{6,12}$'::text))
pseudonym: PRIMARY KEY (association_id, pseudonym_id)
pseudonym: UNIQUE (association_id, unit_id, code)
pseudonym: UNIQUE (association_id, unit_id, thread_id)
queue_entry: CHECK ((category = 'referral'::text))
queue_entry: CHECK ((left_how = ANY (ARRAY['intake'::text, 'no_show'::text, 'withdrawn'::text, 'redirected'::text, 'declined'::text])))
queue_entry: CHECK ((no_shows >= 0))
queue_entry: FOREIGN KEY (association_id, referral_id) REFERENCES referral(association_id, referral_id)
queue_entry: PRIMARY KEY (association_id, queue_entry_id)
queue_move: CHECK ((category = 'referral'::text))
queue_move: FOREIGN KEY (association_id, queue_entry_id) REFERENCES queue_entry(association_id, queue_entry_id)
queue_move: FOREIGN KEY (moved_by) REFERENCES account_user(id)
queue_move: PRIMARY KEY (association_id, queue_move_id)
read_log: CHECK ((search_by = ANY (ARRAY['name'::text, 'number'::text, 'case'::text])))
read_log: PRIMARY KEY (association_id, read_log_id)
read_log_seal: PRIMARY KEY (association_id, seal_no)
referral: CHECK ((agreed_how = ANY (ARRAY['oral'::text, 'written'::text])))
referral: CHECK ((called_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])?$'::text))
referral: CHECK ((category = 'referral'::text))
referral: CHECK ((decline_ground = ANY (ARRAY['no_places'::text, 'other_fits_better'::text, 'person_declined'::text, 'no_show'::text, 'other'::text])))
referral: CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'received'::text, 'study_visit'::text, 'accepted'::text, 'declined'::text, 'redirected'::text, 'withdrawn'::text])))
referral: CHECK ((study_visit_outcome = ANY (ARRAY['planned'::text, 'done'::text, 'no_show'::text, 'cancelled'::text])))
referral: CHECK ((study_visit_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])?$'::text))
referral: FOREIGN KEY (association_id, continues_referral_id) REFERENCES referral(association_id, referral_id)
referral: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
referral: FOREIGN KEY (association_id, redirect_unit_id) REFERENCES unit(association_id, unit_id)
referral: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
referral: FOREIGN KEY (association_id, to_unit_id) REFERENCES unit(association_id, unit_id)
referral: FOREIGN KEY (contact_user_id) REFERENCES account_user(id)
referral: FOREIGN KEY (created_by) REFERENCES account_user(id)
referral: FOREIGN KEY (decided_by) REFERENCES account_user(id)
referral: PRIMARY KEY (association_id, referral_id)
sign_in_attempt: PRIMARY KEY (key)
survey_event: CHECK (((survey_round_id IS NOT NULL) OR (survey_joint_id IS NOT NULL)))
survey_event: CHECK ((jsonb_typeof(data) = 'object'::text))
survey_event: CHECK ((kind = ANY (ARRAY['round-made'::text, 'round-changed'::text, 'round-opened'::text, 'round-closed'::text, 'round-reopened'::text, 'round-removed'::text, 'ratings-deleted'::text, 'people-added'::text, 'people-handed-out'::text, 'person-removed'::text, 'person-changed'::text, 'rated'::text, 'rating-corrected'::text, 'skipped'::text, 'rating-undone'::text, 'link-made'::text, 'link-ended'::text, 'self-answered'::text, 'paper-entered'::text, 'rating-seen'::text, 'report-seen'::text, 'report-taken-out'::text, 'report-ordered'::text, 'report-saved'::text, 'report-refused'::text, 'report-withdrawn'::text, 'joint-asked'::text, 'joint-released'::text, 'joint-declined'::text, 'joint-taken-back'::text, 'joint-ended'::text])))
survey_event: FOREIGN KEY (actor_id) REFERENCES account_user(id)
survey_event: FOREIGN KEY (association_id) REFERENCES association(association_id)
survey_event: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
survey_event: PRIMARY KEY (association_id, survey_event_id)
survey_joint: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
survey_joint: CHECK ((state = ANY (ARRAY['asking'::text, 'made'::text, 'ended'::text])))
survey_joint: CHECK (((length(title) >= 1) AND (length(title) <= 100)))
survey_joint: FOREIGN KEY (association_id) REFERENCES association(association_id)
survey_joint: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
survey_joint: FOREIGN KEY (made_by) REFERENCES account_user(id)
survey_joint: PRIMARY KEY (association_id, survey_joint_id)
survey_joint: UNIQUE (association_id, survey_joint_id, authority_id)
survey_joint: UNIQUE (association_id, survey_joint_id, unit_id, authority_id)
survey_joint_part: CHECK ((answer = ANY (ARRAY['asked'::text, 'yes'::text, 'no'::text])))
survey_joint_part: CHECK (((answer = 'yes'::text) = (survey_round_id IS NOT NULL)))
survey_joint_part: CHECK (((answered_by IS NULL) = (answered_on IS NULL)))
survey_joint_part: FOREIGN KEY (answered_by) REFERENCES account_user(id)
survey_joint_part: FOREIGN KEY (association_id, survey_joint_id, authority_id) REFERENCES survey_joint(association_id, survey_joint_id, authority_id)
survey_joint_part: FOREIGN KEY (association_id, survey_round_id, unit_id, authority_id) REFERENCES survey_round(association_id, survey_round_id, unit_id, authority_id)
survey_joint_part: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
survey_joint_part: PRIMARY KEY (association_id, survey_joint_id, unit_id)
survey_link: CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '31 days'::interval))))
survey_link: CHECK (((length(digest) >= 43) AND (length(digest) <= 64)))
survey_link: CHECK ((how = ANY (ARRAY['link'::text, 'tablet'::text])))
survey_link: FOREIGN KEY (association_id, survey_person_id, survey_round_id, unit_id, authority_id) REFERENCES survey_person(association_id, survey_person_id, survey_round_id, unit_id, authority_id) ON DELETE CASCADE
survey_link: FOREIGN KEY (made_by) REFERENCES account_user(id)
survey_link: PRIMARY KEY (association_id, survey_link_id)
survey_link: UNIQUE (association_id, digest)
survey_list: CHECK (((jsonb_typeof(entries) = 'array'::text) AND ((jsonb_array_length(entries) >= 1) AND (jsonb_array_length(entries) <= 100))))
survey_list: CHECK (((length(name) >= 1) AND (length(name) <= 100)))
survey_list: CHECK ((length(source) <= 300))
survey_list: FOREIGN KEY (association_id) REFERENCES association(association_id)
survey_list: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
survey_list: FOREIGN KEY (made_by) REFERENCES account_user(id)
survey_list: PRIMARY KEY (association_id, survey_list_id)
survey_order: CHECK ((audience = ANY (ARRAY['unit'::text, 'outside'::text])))
survey_order: CHECK (((length(because) >= 1) AND (length(because) <= 40)))
survey_order: CHECK (((state = 'ordered'::text) = (ended_at IS NULL)))
survey_order: CHECK (((state = 'saved'::text) = (survey_report_id IS NOT NULL)))
survey_order: CHECK (((state = 'refused'::text) = (because IS NOT NULL)))
survey_order: CHECK (((survey_round_id IS NULL) <> (survey_joint_id IS NULL)))
survey_order: CHECK (((survey_joint_id IS NULL) OR ((audience = 'outside'::text) AND (filter = '{}'::jsonb))))
survey_order: CHECK ((jsonb_typeof(filter) = 'object'::text))
survey_order: CHECK (((round_to >= 2) AND (round_to <= 100)))
survey_order: CHECK ((state = ANY (ARRAY['ordered'::text, 'saved'::text, 'refused'::text])))
survey_order: FOREIGN KEY (association_id) REFERENCES association(association_id)
survey_order: FOREIGN KEY (association_id, survey_joint_id, unit_id, authority_id) REFERENCES survey_joint(association_id, survey_joint_id, unit_id, authority_id)
survey_order: FOREIGN KEY (association_id, survey_report_id) REFERENCES survey_report(association_id, survey_report_id) ON DELETE CASCADE
survey_order: FOREIGN KEY (association_id, survey_round_id, unit_id, authority_id) REFERENCES survey_round(association_id, survey_round_id, unit_id, authority_id) ON DELETE CASCADE
survey_order: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
survey_order: FOREIGN KEY (ordered_by) REFERENCES account_user(id)
survey_order: PRIMARY KEY (association_id, survey_order_id)
survey_person: CHECK ((barriers <@ ARRAY['mental_ill_health'::text, 'lack_of_self_belief'::text, 'lack_of_work_experience'::text, 'language'::text, 'low_education'::text, 'physical_ill_health'::text, 'disability'::text, 'addiction'::text, 'other'::text, 'high_age'::text]))
survey_person: CHECK (((birth_year >= 1900) AND (birth_year <= 2100)))
survey_person: CHECK (((state = 'rated'::text) = (barriers IS NOT NULL)))
survey_person: CHECK (((state = 'skipped'::text) = (skip_reason IS NOT NULL)))
survey_person: CHECK (((state = 'waiting'::text) = (rated_by IS NULL)))
survey_person: CHECK (((rated_by IS NULL) = (rated_at IS NULL)))
survey_person: CHECK (((state = 'rated'::text) OR (reason IS NULL)))
survey_person: CHECK ((((length(code) >= 1) AND (length(code) <= 100)) AND (code = btrim(code)) AND (code !~ '^(\d\d)?\d{6}[-+]?\d{4}$'::text)))
survey_person: CHECK (((months_with_support >= 0) AND (months_with_support <= 1200)))
survey_person: CHECK ((length(reason) <= 60))
survey_person: CHECK ((self_state = ANY (ARRAY['none'::text, 'started'::text, 'done'::text])))
survey_person: CHECK ((sex = ANY (ARRAY['man'::text, 'woman'::text])))
survey_person: CHECK ((skip_reason = ANY (ARRAY['not_known'::text, 'no_contact'::text, 'left'::text, 'other'::text])))
survey_person: CHECK ((state = ANY (ARRAY['waiting'::text, 'rated'::text, 'skipped'::text])))
survey_person: FOREIGN KEY (association_id, survey_round_id, unit_id, authority_id) REFERENCES survey_round(association_id, survey_round_id, unit_id, authority_id) ON DELETE CASCADE
survey_person: FOREIGN KEY (rated_by) REFERENCES account_user(id)
survey_person: FOREIGN KEY (rater_id) REFERENCES account_user(id)
survey_person: PRIMARY KEY (association_id, survey_person_id)
survey_person: UNIQUE (association_id, survey_person_id, survey_round_id, unit_id, authority_id)
survey_person: UNIQUE (association_id, survey_round_id, code)
survey_release: FOREIGN KEY (association_id, survey_report_id) REFERENCES survey_report(association_id, survey_report_id)
survey_release: FOREIGN KEY (association_id, survey_round_id, unit_id, authority_id) REFERENCES survey_round(association_id, survey_round_id, unit_id, authority_id)
survey_release: PRIMARY KEY (association_id, survey_report_id, survey_round_id)
survey_report: CHECK ((audience = ANY (ARRAY['unit'::text, 'outside'::text])))
survey_report: CHECK (((survey_round_id IS NULL) <> (survey_joint_id IS NULL)))
survey_report: CHECK (((survey_joint_id IS NULL) = (title IS NULL)))
survey_report: CHECK (((survey_joint_id IS NULL) OR (audience = 'outside'::text)))
survey_report: CHECK ((jsonb_typeof(filter) = 'object'::text))
survey_report: CHECK ((jsonb_typeof(rules) = 'object'::text))
survey_report: CHECK ((jsonb_typeof(shown) = 'object'::text))
survey_report: CHECK (((length(title) >= 1) AND (length(title) <= 100)))
survey_report: FOREIGN KEY (association_id) REFERENCES association(association_id)
survey_report: FOREIGN KEY (association_id, survey_joint_id, authority_id) REFERENCES survey_joint(association_id, survey_joint_id, authority_id)
survey_report: FOREIGN KEY (association_id, survey_round_id, unit_id, authority_id) REFERENCES survey_round(association_id, survey_round_id, unit_id, authority_id) ON DELETE CASCADE
survey_report: FOREIGN KEY (saved_by) REFERENCES account_user(id)
survey_report: PRIMARY KEY (association_id, survey_report_id)
survey_report: UNIQUE (association_id, survey_report_id, unit_id, authority_id)
survey_round: CHECK ((barrier_list = 'standard-1'::text))
survey_round: CHECK (((state = 'draft'::text) = (opened_on IS NULL)))
survey_round: CHECK (((state = 'closed'::text) = (closed_on IS NOT NULL)))
survey_round: CHECK (((deleted_on IS NULL) OR (state = 'closed'::text)))
survey_round: CHECK ((EXTRACT(day FROM month) = (1)::numeric))
survey_round: CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text])))
survey_round: FOREIGN KEY (association_id) REFERENCES association(association_id)
survey_round: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
survey_round: FOREIGN KEY (closed_by) REFERENCES account_user(id)
survey_round: FOREIGN KEY (made_by) REFERENCES account_user(id)
survey_round: PRIMARY KEY (association_id, survey_round_id)
survey_round: UNIQUE (association_id, survey_round_id, unit_id, authority_id)
survey_self: CHECK ((jsonb_typeof(answers) = 'object'::text))
survey_self: CHECK (((how = 'paper'::text) = (entered_by IS NOT NULL)))
survey_self: CHECK ((how = ANY (ARRAY['link'::text, 'tablet'::text, 'paper'::text])))
survey_self: CHECK ((language = ANY (ARRAY['sv'::text, 'easy'::text, 'en'::text, 'ar'::text])))
survey_self: FOREIGN KEY (association_id, survey_person_id, survey_round_id, unit_id, authority_id) REFERENCES survey_person(association_id, survey_person_id, survey_round_id, unit_id, authority_id) ON DELETE CASCADE
survey_self: FOREIGN KEY (entered_by) REFERENCES account_user(id)
survey_self: PRIMARY KEY (association_id, survey_person_id)
thread: CHECK ((category = 'course'::text))
thread: CHECK ((state = ANY (ARRAY['begun'::text, 'referred'::text, 'queued'::text, 'active'::text, 'discharged'::text])))
thread: FOREIGN KEY (association_id) REFERENCES association(association_id)
thread: FOREIGN KEY (association_id, team_unit_id) REFERENCES unit(association_id, unit_id)
thread: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
thread: PRIMARY KEY (association_id, thread_id)
thread: UNIQUE (association_id, case_number)
thread_event: FOREIGN KEY (actor_id) REFERENCES account_user(id)
thread_event: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
thread_event: PRIMARY KEY (association_id, seq)
thread_unit: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
thread_unit: PRIMARY KEY (association_id, thread_id, unit_id)
track: CHECK ((category = 'plan'::text))
track: CHECK (((end_on IS NULL) OR (end_on >= start_on)))
track: CHECK (((planned_end_on IS NULL) OR (planned_end_on >= start_on)))
track: CHECK ((lane = ANY (ARRAY['municipality'::text, 'team'::text, 'region'::text, 'employment'::text, 'insurance'::text, 'workplace'::text, 'other'::text])))
track: CHECK ((outcome = ANY (ARRAY['completed'::text, 'work'::text, 'studies'::text, 'other_track'::text, 'ill_health'::text, 'interrupted'::text, 'other'::text])))
track: CHECK (((quarter_hours >= 0) AND (quarter_hours <= 160)))
track: FOREIGN KEY (association_id, entry_id) REFERENCES map_entry(association_id, entry_id)
track: FOREIGN KEY (association_id, thread_id) REFERENCES thread(association_id, thread_id)
track: PRIMARY KEY (association_id, track_id)
track_pause: CHECK ((category = 'plan'::text))
track_pause: CHECK (((until_on IS NULL) OR (until_on >= from_on)))
track_pause: FOREIGN KEY (association_id, track_id) REFERENCES track(association_id, track_id)
track_pause: PRIMARY KEY (association_id, track_pause_id)
unit: CHECK (((capacity >= 1) AND (capacity <= 500)))
unit: CHECK ((kind = ANY (ARRAY['office'::text, 'team'::text, 'care'::text, 'association'::text])))
unit: CHECK ((way_of_working = ANY (ARRAY['sequential'::text, 'parallel'::text])))
unit: FOREIGN KEY (association_id, authority_id) REFERENCES authority(association_id, authority_id)
unit: PRIMARY KEY (association_id, unit_id)
user_role: CHECK (((valid_until IS NULL) OR (valid_until >= (valid_from - 1))))
user_role: CHECK ((role = ANY (ARRAY['caseworker'::text, 'team_member'::text, 'team_leader'::text, 'association_head'::text, 'administrator'::text, 'log_reviewer'::text])))
user_role: FOREIGN KEY (association_id, unit_id) REFERENCES unit(association_id, unit_id)
user_role: FOREIGN KEY (granted_by) REFERENCES account_user(id)
user_role: FOREIGN KEY (user_id) REFERENCES account_user(id)
user_role: PRIMARY KEY (association_id, user_role_id)

-- Indexes
CREATE UNIQUE INDEX access_event_pkey ON public.access_event USING btree (association_id, access_event_id)
CREATE INDEX access_event_subject ON public.access_event USING btree (association_id, subject_user_id)
CREATE UNIQUE INDEX account_credential_pkey ON public.account_credential USING btree (id)
CREATE UNIQUE INDEX account_credential_provider_id_account_id_key ON public.account_credential USING btree (provider_id, account_id)
CREATE INDEX account_credential_user ON public.account_credential USING btree (user_id)
CREATE UNIQUE INDEX account_passkey_credential_id_key ON public.account_passkey USING btree (credential_id)
CREATE UNIQUE INDEX account_passkey_pkey ON public.account_passkey USING btree (id)
CREATE INDEX account_passkey_user ON public.account_passkey USING btree (user_id)
CREATE UNIQUE INDEX account_rate_limit_key_key ON public.account_rate_limit USING btree (key)
CREATE UNIQUE INDEX account_rate_limit_pkey ON public.account_rate_limit USING btree (id)
CREATE UNIQUE INDEX account_session_pkey ON public.account_session USING btree (id)
CREATE UNIQUE INDEX account_session_token_key ON public.account_session USING btree (token)
CREATE INDEX account_session_user ON public.account_session USING btree (user_id)
CREATE INDEX account_user_association ON public.account_user USING btree (association_id, name)
CREATE UNIQUE INDEX account_user_email ON public.account_user USING btree (lower(email))
CREATE UNIQUE INDEX account_user_pkey ON public.account_user USING btree (id)
CREATE INDEX account_verification_identifier ON public.account_verification USING btree (identifier)
CREATE UNIQUE INDEX account_verification_pkey ON public.account_verification USING btree (id)
CREATE UNIQUE INDEX assignment_pkey ON public.assignment USING btree (association_id, assignment_id)
CREATE INDEX assignment_thread ON public.assignment USING btree (association_id, thread_id)
CREATE INDEX assignment_user ON public.assignment USING btree (association_id, user_id, until_on)
CREATE UNIQUE INDEX association_pkey ON public.association USING btree (association_id)
CREATE UNIQUE INDEX authority_pkey ON public.authority USING btree (association_id, authority_id)
CREATE UNIQUE INDEX authority_sign_in_domain ON public.authority_sign_in USING btree (association_id, domain)
CREATE UNIQUE INDEX authority_sign_in_pkey ON public.authority_sign_in USING btree (association_id, authority_id)
CREATE UNIQUE INDEX break_glass_pkey ON public.break_glass USING btree (association_id, break_glass_id)
CREATE INDEX break_glass_thread ON public.break_glass USING btree (association_id, thread_id)
CREATE INDEX break_glass_user ON public.break_glass USING btree (association_id, user_id, until)
CREATE INDEX break_glass_waiting ON public.break_glass USING btree (association_id) WHERE (reviewed_at IS NULL)
CREATE UNIQUE INDEX case_number_given_pkey ON public.case_number_given USING btree (association_id, year, number)
CREATE UNIQUE INDEX consent_pkey ON public.consent USING btree (association_id, consent_id)
CREATE INDEX consent_thread ON public.consent USING btree (association_id, thread_id)
CREATE UNIQUE INDEX discharge_pkey ON public.discharge USING btree (association_id, discharge_id)
CREATE INDEX discharge_thread ON public.discharge USING btree (association_id, thread_id)
CREATE INDEX discharge_unit ON public.discharge USING btree (association_id, unit_id, on_day)
CREATE INDEX disclosure_consent ON public.disclosure USING btree (association_id, consent_id) WHERE (consent_id IS NOT NULL)
CREATE UNIQUE INDEX disclosure_pkey ON public.disclosure USING btree (association_id, disclosure_id)
CREATE INDEX disclosure_receiver ON public.disclosure USING btree (association_id, COALESCE(to_unit_id, to_authority_id), valid_until) WHERE (withdrawn_at IS NULL)
CREATE INDEX disclosure_thread ON public.disclosure USING btree (association_id, thread_id)
CREATE UNIQUE INDEX form_key_pkey ON public.form_key USING btree (association_id, user_id, key)
CREATE UNIQUE INDEX household_member_pkey ON public.household_member USING btree (association_id, household_member_id)
CREATE INDEX household_member_thread ON public.household_member USING btree (association_id, thread_id)
CREATE UNIQUE INDEX import_mark_association_id_thread_id_unit_id_key ON public.import_mark USING btree (association_id, thread_id, unit_id)
CREATE UNIQUE INDEX import_mark_pkey ON public.import_mark USING btree (association_id, import_mark_id)
CREATE INDEX import_mark_unit ON public.import_mark USING btree (association_id, unit_id)
CREATE UNIQUE INDEX import_problem_pkey ON public.import_problem USING btree (association_id, import_run_id, problem_no)
CREATE UNIQUE INDEX import_row_pkey ON public.import_row USING btree (association_id, import_run_id, row_number)
CREATE INDEX import_run_expires ON public.import_run USING btree (expires_at)
CREATE UNIQUE INDEX import_run_pkey ON public.import_run USING btree (association_id, import_run_id)
CREATE INDEX import_run_user ON public.import_run USING btree (association_id, user_id)
CREATE UNIQUE INDEX invitation_open ON public.invitation USING btree (association_id, email) WHERE ((used_at IS NULL) AND (withdrawn_at IS NULL))
CREATE UNIQUE INDEX invitation_pkey ON public.invitation USING btree (association_id, invitation_id)
CREATE UNIQUE INDEX invitation_token ON public.invitation USING btree (association_id, token_hash)
CREATE INDEX log_review_drawn ON public.log_review USING btree (association_id, drawn_at)
CREATE UNIQUE INDEX log_review_pkey ON public.log_review USING btree (association_id, log_review_id)
CREATE INDEX map_change_at ON public.map_change USING btree (association_id, at)
CREATE UNIQUE INDEX map_change_pkey ON public.map_change USING btree (association_id, map_change_id)
CREATE INDEX map_entry_authority ON public.map_entry USING btree (association_id, authority_id, name)
CREATE INDEX map_entry_changed ON public.map_entry USING btree (association_id, changed_at)
CREATE UNIQUE INDEX map_entry_pkey ON public.map_entry USING btree (association_id, entry_id)
CREATE INDEX map_entry_provider ON public.map_entry USING btree (association_id, provider_id)
CREATE INDEX map_entry_ref ON public.map_entry USING btree (association_id, external_ref) WHERE (external_ref <> ''::text)
CREATE UNIQUE INDEX map_entry_place_pkey ON public.map_entry_place USING btree (association_id, entry_id, place_id)
CREATE INDEX map_entry_place_place ON public.map_entry_place USING btree (association_id, place_id)
CREATE UNIQUE INDEX map_event_association_id_entry_id_version_key ON public.map_event USING btree (association_id, entry_id, version)
CREATE INDEX map_event_batch ON public.map_event USING btree (association_id, batch_id) WHERE (batch_id IS NOT NULL)
CREATE INDEX map_event_day ON public.map_event USING btree (association_id, on_day)
CREATE UNIQUE INDEX map_event_pkey ON public.map_event USING btree (association_id, map_event_id)
CREATE INDEX map_find_document ON public.map_find USING gin (association_id, document) WITH (fastupdate='on', gin_pending_list_limit='128')
CREATE INDEX map_find_name ON public.map_find USING btree (association_id, provider, name COLLATE swedish, item_id)
CREATE INDEX map_find_neighbour ON public.map_find USING btree (association_id, neighbour_id) WHERE (neighbour_id IS NOT NULL)
CREATE UNIQUE INDEX map_find_pkey ON public.map_find USING btree (association_id, item_id)
CREATE INDEX map_find_title ON public.map_find USING gin (association_id, title) WITH (fastupdate='on', gin_pending_list_limit='128')
CREATE INDEX map_import_expires ON public.map_import USING btree (expires_at)
CREATE UNIQUE INDEX map_import_pkey ON public.map_import USING btree (association_id, map_import_id)
CREATE INDEX map_import_user ON public.map_import USING btree (association_id, user_id)
CREATE UNIQUE INDEX map_import_row_pkey ON public.map_import_row USING btree (association_id, map_import_id, row_number)
CREATE UNIQUE INDEX map_link_pkey ON public.map_link USING btree (association_id, from_entry_id, to_entry_id, kind)
CREATE INDEX map_link_to ON public.map_link USING btree (association_id, to_entry_id)
CREATE UNIQUE INDEX map_neighbour_association_id_address_key ON public.map_neighbour USING btree (association_id, address)
CREATE UNIQUE INDEX map_neighbour_pkey ON public.map_neighbour USING btree (association_id, neighbour_id)
CREATE INDEX map_neighbour_entry_neighbour ON public.map_neighbour_entry USING btree (association_id, neighbour_id)
CREATE UNIQUE INDEX map_neighbour_entry_pkey ON public.map_neighbour_entry USING btree (association_id, item_id)
CREATE INDEX map_opening_entry ON public.map_opening USING btree (association_id, entry_id)
CREATE UNIQUE INDEX map_opening_pkey ON public.map_opening USING btree (association_id, opening_id)
CREATE INDEX map_pair_other ON public.map_pair USING btree (association_id, other_id)
CREATE UNIQUE INDEX map_pair_pkey ON public.map_pair USING btree (association_id, entry_id, other_id)
CREATE INDEX map_place_name ON public.map_place USING btree (association_id, name)
CREATE UNIQUE INDEX map_place_pkey ON public.map_place USING btree (association_id, place_id)
CREATE INDEX map_review_open ON public.map_review USING btree (association_id) WHERE (closed_on IS NULL)
CREATE UNIQUE INDEX map_review_pkey ON public.map_review USING btree (association_id, map_review_id)
CREATE UNIQUE INDEX map_sheet_choice_pkey ON public.map_sheet_choice USING btree (association_id, entry_id, field)
CREATE INDEX map_word_key ON public.map_word USING gin (association_id, key gin_trgm_ops) WITH (fastupdate='on', gin_pending_list_limit='128')
CREATE UNIQUE INDEX map_word_pkey ON public.map_word USING btree (association_id, word)
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (id)
CREATE UNIQUE INDEX next_step_pkey ON public.next_step USING btree (association_id, next_step_id)
CREATE INDEX next_step_thread ON public.next_step USING btree (association_id, thread_id)
CREATE INDEX next_step_unit ON public.next_step USING btree (association_id, unit_id, due_on) WHERE (done_on IS NULL)
CREATE INDEX next_step_who ON public.next_step USING btree (association_id, who_user_id, due_on) WHERE (done_on IS NULL)
CREATE UNIQUE INDEX note_pkey ON public.note USING btree (association_id, note_id)
CREATE INDEX note_thread ON public.note USING btree (association_id, thread_id, happened_on)
CREATE UNIQUE INDEX note_objection_pkey ON public.note_objection USING btree (association_id, note_objection_id)
CREATE INDEX note_objection_thread ON public.note_objection USING btree (association_id, thread_id)
CREATE INDEX participant_identity_lifted ON public.participant_identity USING btree (association_id, lifted_on) WHERE (lifted_on IS NOT NULL)
CREATE INDEX participant_identity_name ON public.participant_identity USING btree (association_id, unit_id, name_key)
CREATE INDEX participant_identity_number ON public.participant_identity USING btree (association_id, person_number) WHERE (person_number IS NOT NULL)
CREATE UNIQUE INDEX participant_identity_pkey ON public.participant_identity USING btree (association_id, thread_id)
CREATE INDEX participant_identity_search ON public.participant_identity USING gin (association_id, search_key gin_trgm_ops)
CREATE INDEX participant_identity_turned ON public.participant_identity USING btree (acl_until) WHERE (acl_until < 'infinity'::date)
CREATE UNIQUE INDEX protected_table_pkey ON public.protected_table USING btree (name)
CREATE UNIQUE INDEX pseudonym_association_id_unit_id_code_key ON public.pseudonym USING btree (association_id, unit_id, code)
CREATE UNIQUE INDEX pseudonym_association_id_unit_id_thread_id_key ON public.pseudonym USING btree (association_id, unit_id, thread_id)
CREATE UNIQUE INDEX pseudonym_pkey ON public.pseudonym USING btree (association_id, pseudonym_id)
CREATE INDEX pseudonym_thread ON public.pseudonym USING btree (association_id, thread_id)
CREATE UNIQUE INDEX queue_entry_pkey ON public.queue_entry USING btree (association_id, queue_entry_id)
CREATE INDEX queue_entry_thread ON public.queue_entry USING btree (association_id, thread_id)
CREATE INDEX queue_entry_unit ON public.queue_entry USING btree (association_id, unit_id, left_on)
CREATE INDEX queue_move_entry ON public.queue_move USING btree (association_id, queue_entry_id)
CREATE UNIQUE INDEX queue_move_pkey ON public.queue_move USING btree (association_id, queue_move_id)
CREATE INDEX queue_move_thread ON public.queue_move USING btree (association_id, thread_id)
CREATE INDEX read_log_at ON public.read_log USING btree (association_id, at)
CREATE INDEX read_log_glass ON public.read_log USING btree (association_id, user_id, at) WHERE (what = 'break_glass'::text)
CREATE UNIQUE INDEX read_log_pkey ON public.read_log USING btree (association_id, read_log_id)
CREATE INDEX read_log_thread ON public.read_log USING btree (association_id, thread_id, read_log_id) WHERE (thread_id IS NOT NULL)
CREATE INDEX read_log_threads ON public.read_log USING gin (thread_ids) WHERE (thread_ids IS NOT NULL)
CREATE INDEX read_log_unsealed ON public.read_log USING btree (association_id, era, tx, read_log_id)
CREATE UNIQUE INDEX read_log_seal_pkey ON public.read_log_seal USING btree (association_id, seal_no)
CREATE INDEX referral_continues ON public.referral USING btree (association_id, continues_referral_id) WHERE (continues_referral_id IS NOT NULL)
CREATE INDEX referral_entry ON public.referral USING btree (association_id, entry_id) WHERE (entry_id IS NOT NULL)
CREATE INDEX referral_from ON public.referral USING btree (association_id, unit_id, state)
CREATE UNIQUE INDEX referral_pkey ON public.referral USING btree (association_id, referral_id)
CREATE INDEX referral_thread ON public.referral USING btree (association_id, thread_id)
CREATE INDEX referral_to ON public.referral USING btree (association_id, to_unit_id, state)
CREATE UNIQUE INDEX sign_in_attempt_pkey ON public.sign_in_attempt USING btree (key)
CREATE INDEX survey_event_joint ON public.survey_event USING btree (association_id, survey_joint_id) WHERE (survey_joint_id IS NOT NULL)
CREATE INDEX survey_event_person ON public.survey_event USING btree (association_id, survey_person_id) WHERE (survey_person_id IS NOT NULL)
CREATE UNIQUE INDEX survey_event_pkey ON public.survey_event USING btree (association_id, survey_event_id)
CREATE INDEX survey_event_round ON public.survey_event USING btree (association_id, survey_round_id, survey_event_id)
CREATE UNIQUE INDEX survey_joint_association_id_survey_joint_id_authority_id_key ON public.survey_joint USING btree (association_id, survey_joint_id, authority_id)
CREATE UNIQUE INDEX survey_joint_association_id_survey_joint_id_unit_id_authori_key ON public.survey_joint USING btree (association_id, survey_joint_id, unit_id, authority_id)
CREATE UNIQUE INDEX survey_joint_pkey ON public.survey_joint USING btree (association_id, survey_joint_id)
CREATE INDEX survey_joint_unit ON public.survey_joint USING btree (association_id, unit_id)
CREATE UNIQUE INDEX survey_joint_part_pkey ON public.survey_joint_part USING btree (association_id, survey_joint_id, unit_id)
CREATE INDEX survey_joint_part_round ON public.survey_joint_part USING btree (association_id, survey_round_id) WHERE (survey_round_id IS NOT NULL)
CREATE INDEX survey_joint_part_unit ON public.survey_joint_part USING btree (association_id, unit_id)
CREATE UNIQUE INDEX survey_link_association_id_digest_key ON public.survey_link USING btree (association_id, digest)
CREATE UNIQUE INDEX survey_link_digest ON public.survey_link USING btree (digest)
CREATE INDEX survey_link_person ON public.survey_link USING btree (association_id, survey_person_id)
CREATE UNIQUE INDEX survey_link_pkey ON public.survey_link USING btree (association_id, survey_link_id)
CREATE INDEX survey_list_authority ON public.survey_list USING btree (association_id, authority_id)
CREATE UNIQUE INDEX survey_list_pkey ON public.survey_list USING btree (association_id, survey_list_id)
CREATE INDEX survey_order_joint ON public.survey_order USING btree (association_id, survey_joint_id) WHERE (survey_joint_id IS NOT NULL)
CREATE UNIQUE INDEX survey_order_pkey ON public.survey_order USING btree (association_id, survey_order_id)
CREATE INDEX survey_order_round ON public.survey_order USING btree (association_id, survey_round_id)
CREATE UNIQUE INDEX survey_person_association_id_survey_person_id_survey_round__key ON public.survey_person USING btree (association_id, survey_person_id, survey_round_id, unit_id, authority_id)
CREATE UNIQUE INDEX survey_person_association_id_survey_round_id_code_key ON public.survey_person USING btree (association_id, survey_round_id, code)
CREATE UNIQUE INDEX survey_person_pkey ON public.survey_person USING btree (association_id, survey_person_id)
CREATE INDEX survey_person_rater ON public.survey_person USING btree (association_id, survey_round_id, rater_id, state)
CREATE UNIQUE INDEX survey_release_pkey ON public.survey_release USING btree (association_id, survey_report_id, survey_round_id)
CREATE INDEX survey_release_round ON public.survey_release USING btree (association_id, survey_round_id)
CREATE INDEX survey_release_unit ON public.survey_release USING btree (association_id, unit_id)
CREATE UNIQUE INDEX survey_report_association_id_survey_report_id_unit_id_autho_key ON public.survey_report USING btree (association_id, survey_report_id, unit_id, authority_id)
CREATE INDEX survey_report_joint ON public.survey_report USING btree (association_id, survey_joint_id) WHERE (survey_joint_id IS NOT NULL)
CREATE INDEX survey_report_outside ON public.survey_report USING btree (association_id, audience, saved_at)
CREATE UNIQUE INDEX survey_report_pkey ON public.survey_report USING btree (association_id, survey_report_id)
CREATE INDEX survey_report_round ON public.survey_report USING btree (association_id, survey_round_id)
CREATE UNIQUE INDEX survey_round_association_id_survey_round_id_unit_id_authori_key ON public.survey_round USING btree (association_id, survey_round_id, unit_id, authority_id)
CREATE INDEX survey_round_due ON public.survey_round USING btree (delete_on) WHERE (deleted_on IS NULL)
CREATE UNIQUE INDEX survey_round_pkey ON public.survey_round USING btree (association_id, survey_round_id)
CREATE INDEX survey_round_unit ON public.survey_round USING btree (association_id, unit_id, month)
CREATE UNIQUE INDEX survey_self_pkey ON public.survey_self USING btree (association_id, survey_person_id)
CREATE INDEX survey_self_round ON public.survey_self USING btree (association_id, survey_round_id)
CREATE UNIQUE INDEX thread_association_id_case_number_key ON public.thread USING btree (association_id, case_number)
CREATE INDEX thread_home ON public.thread USING btree (association_id, unit_id, state)
CREATE UNIQUE INDEX thread_pkey ON public.thread USING btree (association_id, thread_id)
CREATE INDEX thread_team ON public.thread USING btree (association_id, team_unit_id, state)
CREATE INDEX thread_event_kind ON public.thread_event USING btree (association_id, kind, on_day)
CREATE UNIQUE INDEX thread_event_pkey ON public.thread_event USING btree (association_id, seq)
CREATE INDEX thread_event_stream ON public.thread_event USING btree (association_id, era, tx, seq)
CREATE INDEX thread_event_thread ON public.thread_event USING btree (association_id, thread_id, on_day DESC)
CREATE UNIQUE INDEX thread_unit_pkey ON public.thread_unit USING btree (association_id, thread_id, unit_id)
CREATE INDEX thread_unit_unit ON public.thread_unit USING btree (association_id, unit_id)
CREATE INDEX track_entry ON public.track USING btree (association_id, entry_id) WHERE (entry_id IS NOT NULL)
CREATE INDEX track_name ON public.track USING btree (association_id, lower(name))
CREATE UNIQUE INDEX track_pkey ON public.track USING btree (association_id, track_id)
CREATE INDEX track_thread ON public.track USING btree (association_id, thread_id)
CREATE UNIQUE INDEX track_pause_pkey ON public.track_pause USING btree (association_id, track_pause_id)
CREATE INDEX track_pause_thread ON public.track_pause USING btree (association_id, thread_id)
CREATE UNIQUE INDEX unit_pkey ON public.unit USING btree (association_id, unit_id)
CREATE UNIQUE INDEX user_role_pkey ON public.user_role USING btree (association_id, user_role_id)
CREATE INDEX user_role_unit ON public.user_role USING btree (association_id, unit_id)
CREATE INDEX user_role_user ON public.user_role USING btree (user_id)

-- Policies
access_event sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_administers() AS viewer_administers) OR (( SELECT viewer_reviews_log() AS viewer_reviews_log) AND (concerned_authorities(authority_id, unit_id, subject_user_id) && ( SELECT account_reviewed_authorities() AS account_reviewed_authorities)))))
access_event write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (actor_id = ( SELECT viewer_user() AS viewer_user)) AND
CASE
    WHEN (kind = ANY (ARRAY['name_changed'::text, 'password_changed'::text])) THEN (subject_user_id = ( SELECT viewer_user() AS viewer_user))
    ELSE ((kind <> ALL (ARRAY['invitation_accepted'::text, 'password_set'::text, 'passkey_added'::text, 'passkey_removed'::text])) AND ( SELECT viewer_administers() AS viewer_administers))
END)
account_credential not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
account_credential own: permissive all to rt_app
    using ((viewer_user() IS NULL) OR (user_id = viewer_user()))
    check ((viewer_user() IS NULL) OR (user_id = viewer_user()))
account_passkey not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
account_passkey own: permissive all to rt_app
    using ((viewer_user() IS NULL) OR (user_id = viewer_user()))
    check ((viewer_user() IS NULL) OR (user_id = viewer_user()))
account_rate_limit library: permissive all to rt_app
    using (viewer_user() IS NULL)
    check (viewer_user() IS NULL)
account_rate_limit not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
account_session close: permissive delete to rt_app
    using (viewer_administers() AND (EXISTS ( SELECT
   FROM account_user u
  WHERE ((u.id = account_session.user_id) AND (u.association_id = viewer_association())))))
account_session close_sight: permissive select to rt_app
    using (viewer_administers() AND (EXISTS ( SELECT
   FROM account_user u
  WHERE ((u.id = account_session.user_id) AND (u.association_id = viewer_association())))))
account_session not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
account_session own: permissive all to rt_app
    using ((viewer_user() IS NULL) OR (user_id = viewer_user()))
    check ((viewer_user() IS NULL) OR (user_id = viewer_user()))
account_user change: permissive update to rt_app
    using ((viewer_user() IS NULL) OR (id = viewer_user()) OR ((association_id = viewer_association()) AND viewer_administers()))
    check ((viewer_user() IS NULL) OR (id = viewer_user()) OR ((association_id = viewer_association()) AND viewer_administers()))
account_user library_add: permissive insert to rt_app
    check (viewer_user() IS NULL)
account_user library_remove: permissive delete to rt_app
    using (viewer_user() IS NULL)
account_user not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
account_user sight: permissive select to rt_app
    using true
account_verification library: permissive all to rt_app
    using (viewer_user() IS NULL)
    check (viewer_user() IS NULL)
account_verification not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
assignment change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
assignment close_former: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
assignment previewed: restrictive select to rt_app
    using preview_open(acl)
assignment sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
assignment write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
association tenant: permissive select to rt_app
    using (association_id = ( SELECT viewer_association() AS viewer_association))
authority administer: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
authority administer_add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
authority tenant: permissive select to rt_app
    using (association_id = ( SELECT viewer_association() AS viewer_association))
authority_sign_in administer: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
break_glass review: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id <> ( SELECT viewer_user() AS viewer_user)) AND (reviewed_at IS NULL) AND viewer_holds(thread_id) AND (glass_reason(break_glass_id) IS NOT NULL))
    check ((reviewed_by = ( SELECT viewer_user() AS viewer_user)) AND (reviewed_at IS NOT NULL))
break_glass sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ((user_id = ( SELECT viewer_user() AS viewer_user)) OR viewer_holds(thread_id)))
consent held: restrictive select to rt_app
    using (viewer_in_unit(unit_id) OR viewer_holds(thread_id) OR (thread_id = ANY (( SELECT viewer_glass() AS viewer_glass)::uuid[])))
consent own_name: restrictive insert to rt_app
    check (taken_by = viewer_user())
consent previewed: restrictive select to rt_app
    using preview_open(acl)
consent sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
consent withdraw: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (viewer_in_unit(unit_id) OR viewer_holds(thread_id)))
    check (association_id = ( SELECT viewer_association() AS viewer_association))
consent write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
discharge change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
discharge previewed: restrictive select to rt_app
    using preview_open(acl)
discharge sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
discharge write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
disclosure addressed: restrictive select to rt_app
    using (viewer_in_unit(unit_id) OR viewer_holds(thread_id) OR (thread_id = ANY (( SELECT viewer_glass() AS viewer_glass)::uuid[])) OR (((COALESCE(to_unit_id, to_authority_id) * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
disclosure own_name: restrictive insert to rt_app
    check (decided_by = viewer_user())
disclosure previewed: restrictive select to rt_app
    using preview_open(acl)
disclosure sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
disclosure withdraw: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (viewer_in_unit(unit_id) OR (viewer_holds(thread_id) AND ((ground = 'consent'::text) OR viewer_in_authority(from_authority_id)))))
    check (association_id = ( SELECT viewer_association() AS viewer_association))
disclosure write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
form_key own: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)))
household_member change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
household_member previewed: restrictive select to rt_app
    using preview_open(acl)
household_member sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
household_member write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
import_mark change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
import_mark previewed: restrictive select to rt_app
    using preview_open(acl)
import_mark sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
import_mark write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
import_problem own: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND ((unit_id * 16) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND ((unit_id * 16) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
import_row own: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND ((unit_id * 16) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND ((unit_id * 16) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
import_run own: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND ((unit_id * 16) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND ((unit_id * 16) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
invitation administer: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
invitation administer_add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers) AND (invited_by = ( SELECT viewer_user() AS viewer_user)))
invitation administer_change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
log_review reviewers: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (authority_ids <> '{}'::integer[]) AND (authority_ids <@ ( SELECT reviewed_authorities() AS reviewed_authorities)))
log_review sign: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (reviewer_id = ( SELECT viewer_user() AS viewer_user)) AND (signed_at IS NULL) AND (authority_ids <@ ( SELECT reviewed_authorities() AS reviewed_authorities)))
    check (reviewer_id = ( SELECT viewer_user() AS viewer_user))
map_entry add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (COALESCE((((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])), false) OR ( SELECT viewer_keeps_map() AS viewer_keeps_map)))
map_entry change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (COALESCE((((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])), false) OR ( SELECT viewer_keeps_map() AS viewer_keeps_map)))
    check (COALESCE((((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])), false) OR ( SELECT viewer_keeps_map() AS viewer_keeps_map))
map_entry sight: permissive select to rt_app
    using ((association_id = ( SELECT map_association() AS map_association)) AND (shown OR (( SELECT viewer_user() AS viewer_user) IS NOT NULL)))
map_entry_place add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(entry_id)))
map_entry_place sight: permissive select to rt_app
    using ((association_id = ( SELECT map_association() AS map_association)) AND (shown OR (( SELECT viewer_user() AS viewer_user) IS NOT NULL)))
map_entry_place take_away: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(entry_id)))
map_event add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (actor_id = ( SELECT viewer_user() AS viewer_user)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(entry_id)))
map_event sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_user() AS viewer_user) IS NOT NULL))
map_import kept_change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (state = ANY (ARRAY['done'::text, 'undone'::text])) AND ( SELECT viewer_keeps_map() AS viewer_keeps_map))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (state = ANY (ARRAY['done'::text, 'undone'::text])))
map_import kept_sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (state = ANY (ARRAY['done'::text, 'undone'::text])) AND ( SELECT viewer_keeps_map() AS viewer_keeps_map))
map_import own: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)))
map_import_row own: permissive all to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)))
map_link add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(from_entry_id) OR map_may_write(to_entry_id)))
map_link sight: permissive select to rt_app
    using ((association_id = ( SELECT map_association() AS map_association)) AND (shown OR (( SELECT viewer_user() AS viewer_user) IS NOT NULL)))
map_link take_away: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(from_entry_id) OR map_may_write(to_entry_id)))
map_neighbour add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (added_by = ( SELECT viewer_user() AS viewer_user)) AND viewer_keeps_map())
map_neighbour sight: permissive select to rt_app
    using (association_id = ( SELECT map_association() AS map_association))
map_neighbour take_away: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_keeps_map())
map_neighbour_entry sight: permissive select to rt_app
    using (association_id = ( SELECT map_association() AS map_association))
map_opening add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(entry_id)))
map_opening sight: permissive select to rt_app
    using ((association_id = ( SELECT map_association() AS map_association)) AND (shown OR (( SELECT viewer_user() AS viewer_user) IS NOT NULL)))
map_opening take_away: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_keeps_map() AS viewer_keeps_map) OR map_may_write(entry_id)))
map_pair add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (said_by = ( SELECT viewer_user() AS viewer_user)) AND (map_may_write(entry_id) OR map_may_write(other_id)))
map_pair sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_user() AS viewer_user) IS NOT NULL))
map_pair take_away: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (map_may_write(entry_id) OR map_may_write(other_id)))
map_place add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (COALESCE((((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])), false) OR ( SELECT viewer_keeps_map() AS viewer_keeps_map)))
map_place change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (COALESCE((((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])), false) OR ( SELECT viewer_keeps_map() AS viewer_keeps_map)))
    check (COALESCE((((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])), false) OR ( SELECT viewer_keeps_map() AS viewer_keeps_map))
map_place sight: permissive select to rt_app
    using ((association_id = ( SELECT map_association() AS map_association)) AND (shown OR (( SELECT viewer_user() AS viewer_user) IS NOT NULL)))
map_review add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (started_by = ( SELECT viewer_user() AS viewer_user)) AND ( SELECT viewer_keeps_map() AS viewer_keeps_map))
map_review change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_keeps_map() AS viewer_keeps_map))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_keeps_map() AS viewer_keeps_map))
map_review sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_user() AS viewer_user) IS NOT NULL))
map_sheet_choice add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND map_may_write(entry_id))
map_sheet_choice change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND map_may_write(entry_id))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND map_may_write(entry_id))
map_sheet_choice sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_user() AS viewer_user) IS NOT NULL))
map_sheet_choice take_away: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND map_may_write(entry_id))
next_step change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
next_step close_former: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
next_step finish_named: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (who_user_id = ( SELECT viewer_user() AS viewer_user)) AND (done_on IS NULL) AND (dropped_reason = ''::text))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (who_user_id = ( SELECT viewer_user() AS viewer_user)) AND (done_on IS NOT NULL) AND (dropped_reason = ''::text))
next_step previewed: restrictive select to rt_app
    using preview_open(acl)
next_step sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
next_step write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
note own_name: restrictive insert to rt_app
    check (author_id = viewer_user())
note previewed: restrictive select to rt_app
    using preview_open(acl)
note sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
note write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
note_objection own_name: restrictive insert to rt_app
    check (recorded_by = viewer_user())
note_objection previewed: restrictive select to rt_app
    using preview_open(acl)
note_objection sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
note_objection write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
participant_identity change_held: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_holds(thread_id) AND ((protection = 'none'::text) OR (( SELECT viewer_user() AS viewer_user) = ANY (named_user_ids))))
    check (association_id = ( SELECT viewer_association() AS viewer_association))
participant_identity previewed: restrictive select to rt_app
    using preview_open(acl)
participant_identity protected: restrictive select to rt_app
    using ((protection = 'none'::text) OR (viewer_user() = ANY (named_user_ids)))
participant_identity sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
participant_identity write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
pseudonym previewed: restrictive select to rt_app
    using preview_open(acl)
pseudonym sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
pseudonym write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
queue_entry change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category, also_unit_id)
END OR glass_open(thread_id)) AND (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false)))
    check (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false))
queue_entry previewed: restrictive select to rt_app
    using preview_open(acl)
queue_entry sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category, also_unit_id)
END OR glass_open(thread_id)))
queue_entry write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false)) AND may_open(thread_id))
queue_move own_name: restrictive insert to rt_app
    check (moved_by = viewer_user())
queue_move previewed: restrictive select to rt_app
    using preview_open(acl)
queue_move sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
queue_move write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
read_log sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (thread_id IS NOT NULL) AND viewer_holds(thread_id))
read_log write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (user_id = ( SELECT viewer_user() AS viewer_user)) AND own_body(unit_id, authority_id) AND (what = ANY (ARRAY['view'::text, 'list'::text, 'search'::text, 'export'::text, 'denied'::text, 'break_glass'::text, 'access_report'::text, 'preview'::text])) AND
CASE ground
    WHEN 'break_glass'::text THEN ((thread_id IS NOT NULL) AND glass_open(thread_id))
    WHEN 'disclosure'::text THEN
    CASE
        WHEN (thread_id IS NOT NULL) THEN may_open(thread_id)
        ELSE ((thread_ids <> '{}'::uuid[]) AND (NOT (EXISTS ( SELECT
           FROM unnest(read_log.thread_ids) t(id)
          WHERE (NOT may_open(t.id))))))
    END
    WHEN 'own_unit'::text THEN ((unit_id IS NOT NULL) OR (thread_ids = '{}'::uuid[]))
    ELSE (ground = 'none'::text)
END)
read_log_seal tenant: permissive select to rt_app
    using (association_id = ( SELECT viewer_association() AS viewer_association))
referral change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category, also_unit_id)
END OR glass_open(thread_id)) AND (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false)))
    check (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false))
referral own_name: restrictive insert to rt_app
    check (created_by = viewer_user())
referral previewed: restrictive select to rt_app
    using preview_open(acl)
referral sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category, also_unit_id)
END OR glass_open(thread_id)))
referral write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false)) AND may_open(thread_id))
sign_in_attempt counted: permissive all to rt_app
    using true
    check true
sign_in_attempt not_for_visitors: restrictive all to rt_app
    using (( SELECT NULLIF(current_setting('app.visited'::text, true), ''::text) AS "nullif") IS NULL)
survey_event add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (actor_id = ( SELECT viewer_user() AS viewer_user)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])))
survey_event sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])) AND ((actor_id = ( SELECT viewer_user() AS viewer_user)) OR (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[]))))
survey_joint add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) AND (made_by = ( SELECT viewer_user() AS viewer_user)))
survey_joint change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) AND (state = 'asking'::text))
    check (state = 'ended'::text)
survey_joint sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ((unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) OR (survey_joint_id = ANY (( SELECT viewer_joints() AS viewer_joints)::uuid[]))))
survey_joint_part add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (EXISTS ( SELECT
   FROM survey_joint j
  WHERE ((j.association_id = survey_joint_part.association_id) AND (j.survey_joint_id = survey_joint_part.survey_joint_id) AND (j.unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[]))))))
survey_joint_part change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])))
    check (answered_by = ( SELECT viewer_user() AS viewer_user))
survey_joint_part sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (survey_joint_id = ANY (( SELECT viewer_joints() AS viewer_joints)::uuid[])))
survey_link add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (made_by = ( SELECT viewer_user() AS viewer_user)) AND (EXISTS ( SELECT
   FROM survey_person p
  WHERE ((p.association_id = survey_link.association_id) AND (p.survey_person_id = survey_link.survey_person_id)))))
survey_link change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])) AND ((made_by = ( SELECT viewer_user() AS viewer_user)) OR (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[]))))
    check true
survey_link sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])) AND ((made_by = ( SELECT viewer_user() AS viewer_user)) OR (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[]))))
survey_list add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) AND (made_by = ( SELECT viewer_user() AS viewer_user)))
survey_list sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (((authority_id * 16) + 7) = ANY (( SELECT viewer_grantees() AS viewer_grantees)::integer[])))
survey_order add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) AND (ordered_by = ( SELECT viewer_user() AS viewer_user)))
survey_order sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])))
survey_person add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])))
survey_person change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ((unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) OR ((rater_id = ( SELECT viewer_user() AS viewer_user)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])))))
    check (((rated_by IS NULL) OR (rated_by = ( SELECT viewer_user() AS viewer_user)) OR (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[]))) AND ((rater_id = ( SELECT viewer_user() AS viewer_user)) OR (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[]))))
survey_person remove: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])))
survey_person sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ((unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) OR ((rater_id = ( SELECT viewer_user() AS viewer_user)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])))))
survey_report change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])))
    check true
survey_report sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (( SELECT viewer_user() AS viewer_user) IS NOT NULL) AND ((unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) OR ((withdrawn_at IS NULL) AND ((audience = 'outside'::text) OR (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[]))))))
survey_round add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) AND (made_by = ( SELECT viewer_user() AS viewer_user)))
survey_round change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])))
    check true
survey_round remove: permissive delete to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) AND (state = 'draft'::text))
survey_round sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])))
survey_self add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (entered_by = ( SELECT viewer_user() AS viewer_user)) AND (how = 'paper'::text) AND (EXISTS ( SELECT
   FROM survey_person p
  WHERE ((p.association_id = survey_self.association_id) AND (p.survey_person_id = survey_self.survey_person_id)))))
survey_self change: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (entered_by = ( SELECT viewer_user() AS viewer_user)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])))
    check (entered_by = ( SELECT viewer_user() AS viewer_user))
survey_self sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ((unit_id = ANY (( SELECT viewer_led_units() AS viewer_led_units)::integer[])) OR ((entered_by = ( SELECT viewer_user() AS viewer_user)) AND (unit_id = ANY (( SELECT viewer_units() AS viewer_units)::integer[])))))
thread change_held: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND may_open(thread_id) AND (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(team_unit_id), false) OR viewer_holds(thread_id)))
    check (association_id = ( SELECT viewer_association() AS viewer_association))
thread previewed: restrictive select to rt_app
    using preview_open(acl)
thread sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
thread write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
thread_event own_name: restrictive insert to rt_app
    check (actor_id = viewer_user())
thread_event previewed: restrictive select to rt_app
    using preview_open(acl)
thread_event sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category, also_unit_id)
END OR glass_open(thread_id)))
thread_event write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (viewer_in_unit(unit_id) OR COALESCE(viewer_in_unit(also_unit_id), false)) AND may_open(thread_id))
thread_unit sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (viewer_in_unit(unit_id) OR viewer_holds(thread_id) OR glass_open(thread_id)))
track change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
track close_former: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
track previewed: restrictive select to rt_app
    using preview_open(acl)
track sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
track write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
track_pause change_own: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)) AND viewer_in_unit(unit_id))
    check viewer_in_unit(unit_id)
track_pause close_former: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND closes_former(thread_id, unit_id))
track_pause previewed: restrictive select to rt_app
    using preview_open(acl)
track_pause sight: permissive select to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND (
CASE
    WHEN (acl_until > ( SELECT viewer_today() AS viewer_today)) THEN (acl && ( SELECT viewer_grantees() AS viewer_grantees))
    ELSE row_open_now(association_id, thread_id, unit_id, authority_id, category)
END OR glass_open(thread_id)))
track_pause write_own: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND viewer_in_unit(unit_id) AND may_open(thread_id))
unit administer: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
unit administer_add: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers))
unit tenant: permissive select to rt_app
    using (association_id = ( SELECT viewer_association() AS viewer_association))
user_role finish: permissive update to rt_app
    using ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers) AND (user_id <> ( SELECT viewer_user() AS viewer_user)))
    check (association_id = ( SELECT viewer_association() AS viewer_association))
user_role give: permissive insert to rt_app
    check ((association_id = ( SELECT viewer_association() AS viewer_association)) AND ( SELECT viewer_administers() AS viewer_administers) AND (user_id <> ( SELECT viewer_user() AS viewer_user)) AND (granted_by = ( SELECT viewer_user() AS viewer_user)) AND (EXISTS ( SELECT
   FROM account_user u
  WHERE ((u.id = user_role.user_id) AND (u.association_id = ( SELECT viewer_association() AS viewer_association)) AND u.active))))
user_role tenant: permissive select to rt_app
    using (association_id = ( SELECT viewer_association() AS viewer_association))

-- Row security
access_event on
account_credential on
account_passkey on
account_rate_limit on
account_session on
account_user on
account_verification on
assignment on
association on
authority on
authority_sign_in on
break_glass on
case_number_given off
consent on
discharge on
disclosure on
form_key on
household_member on
import_mark on
import_problem on
import_row on
import_run on
invitation on
log_review on
map_change on
map_entry on
map_entry_place on
map_event on
map_find on
map_import on
map_import_row on
map_link on
map_neighbour on
map_neighbour_entry on
map_opening on
map_pair on
map_place on
map_review on
map_sheet_choice on
map_word on
migration off
next_step on
note on
note_objection on
participant_identity on
protected_table off
pseudonym on
queue_entry on
queue_move on
read_log on
read_log_seal on
referral on
sign_in_attempt on
survey_event on
survey_joint on
survey_joint_part on
survey_link on
survey_list on
survey_order on
survey_person on
survey_release on
survey_report on
survey_round on
survey_self on
thread on
thread_event on
thread_unit on
track on
track_pause on
unit on
user_role on

-- Triggers
CREATE TRIGGER written AFTER INSERT OR DELETE ON public.account_passkey FOR EACH ROW EXECUTE FUNCTION write_passkey_event()
CREATE TRIGGER only_closed BEFORE UPDATE ON public.assignment FOR EACH ROW EXECUTE FUNCTION only_closed()
CREATE TRIGGER stamp BEFORE INSERT ON public.assignment FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER map_changed AFTER UPDATE OF map_public, name, short_name ON public.association FOR EACH ROW WHEN ((((old.map_public IS DISTINCT FROM new.map_public) OR (old.name IS DISTINCT FROM new.name)) OR (old.short_name IS DISTINCT FROM new.short_name))) EXECUTE FUNCTION map_body_changed()
CREATE TRIGGER bodies_delete AFTER DELETE ON public.authority REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bodies_changed()
CREATE TRIGGER bodies_insert AFTER INSERT ON public.authority REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bodies_changed()
CREATE TRIGGER bodies_update AFTER UPDATE ON public.authority REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bodies_changed()
CREATE CONSTRAINT TRIGGER find_again AFTER UPDATE OF name ON public.authority DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION map_find_again()
CREATE TRIGGER map_changed AFTER INSERT OR UPDATE OF name, kind ON public.authority FOR EACH ROW EXECUTE FUNCTION map_body_changed()
CREATE TRIGGER checked BEFORE INSERT OR UPDATE ON public.consent FOR EACH ROW EXECUTE FUNCTION check_consent()
CREATE TRIGGER stamp BEFORE INSERT ON public.consent FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER withdraw AFTER UPDATE OF withdrawn_at ON public.consent FOR EACH ROW WHEN (((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION withdraw_with_consent()
CREATE TRIGGER parts AFTER INSERT OR UPDATE OF on_day, reopened_on ON public.discharge FOR EACH ROW EXECUTE FUNCTION settle_parts_of_row()
CREATE TRIGGER stamp BEFORE INSERT ON public.discharge FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER checked BEFORE INSERT OR UPDATE ON public.disclosure FOR EACH ROW EXECUTE FUNCTION check_disclosure()
CREATE TRIGGER restamp AFTER INSERT OR DELETE OR UPDATE OF withdrawn_at, valid_from, valid_until, categories, to_authority_id, to_unit_id, from_authority_id ON public.disclosure FOR EACH ROW EXECUTE FUNCTION stamp_after_disclosure()
CREATE TRIGGER stamp BEFORE INSERT ON public.disclosure FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT ON public.household_member FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT ON public.import_mark FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_entry REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE CONSTRAINT TRIGGER find_again AFTER INSERT OR UPDATE OF kind, authority_id, unit_id, provider_id, name, other_names, status, is_public, target_groups, age_from, age_to, need_levels, work_distances, method, conditions, languages, ways_in, about_sv, about_easy, about_en, about_ar, search_words ON public.map_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION map_find_again()
CREATE CONSTRAINT TRIGGER find_again_gone AFTER DELETE ON public.map_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION map_find_again()
CREATE TRIGGER fits BEFORE INSERT OR UPDATE OF kind, provider_id, unit_id, authority_id ON public.map_entry FOR EACH ROW EXECUTE FUNCTION map_entry_fits()
CREATE TRIGGER turned AFTER UPDATE OF is_public, status ON public.map_entry FOR EACH ROW WHEN ((old.shown IS DISTINCT FROM new.shown)) EXECUTE FUNCTION map_entry_turned()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_entry_place REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_entry_place REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_entry_place REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE CONSTRAINT TRIGGER find_again AFTER INSERT OR DELETE ON public.map_entry_place DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION map_find_again()
CREATE TRIGGER show_place AFTER INSERT OR DELETE ON public.map_entry_place FOR EACH ROW EXECUTE FUNCTION map_place_changed()
CREATE TRIGGER stamp BEFORE INSERT ON public.map_entry_place FOR EACH ROW EXECUTE FUNCTION map_stamp()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_link REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_link REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_link REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER stamp BEFORE INSERT ON public.map_link FOR EACH ROW EXECUTE FUNCTION map_stamp()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_neighbour REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_neighbour REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_neighbour REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER gone AFTER DELETE ON public.map_neighbour FOR EACH ROW EXECUTE FUNCTION map_neighbour_gone()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_neighbour_entry REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_neighbour_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_neighbour_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_opening REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_opening REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_opening REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER stamp BEFORE INSERT ON public.map_opening FOR EACH ROW EXECUTE FUNCTION map_stamp()
CREATE TRIGGER changed_by_delete AFTER DELETE ON public.map_place REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_insert AFTER INSERT ON public.map_place REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE TRIGGER changed_by_update AFTER UPDATE ON public.map_place REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION map_changed()
CREATE CONSTRAINT TRIGGER find_again AFTER UPDATE OF name, city, area ON public.map_place DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION map_find_again()
CREATE TRIGGER only_closed BEFORE UPDATE ON public.next_step FOR EACH ROW EXECUTE FUNCTION only_closed()
CREATE TRIGGER stamp BEFORE INSERT ON public.next_step FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT ON public.note FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT ON public.note_objection FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER search_key BEFORE INSERT OR UPDATE OF given_name, family_name ON public.participant_identity FOR EACH ROW EXECUTE FUNCTION participant_search_key()
CREATE TRIGGER stamp BEFORE INSERT ON public.participant_identity FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT ON public.pseudonym FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF also_unit_id ON public.queue_entry FOR EACH ROW EXECUTE FUNCTION acl_stamp_shared()
CREATE TRIGGER stamp BEFORE INSERT ON public.queue_move FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER parts AFTER UPDATE OF state, taken_in_on, decided_on ON public.referral FOR EACH ROW WHEN ((((new.state IS DISTINCT FROM old.state) OR (new.taken_in_on IS DISTINCT FROM old.taken_in_on)) OR (new.decided_on IS DISTINCT FROM old.decided_on))) EXECUTE FUNCTION settle_parts_of_row()
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF also_unit_id ON public.referral FOR EACH ROW EXECUTE FUNCTION acl_stamp_shared()
CREATE TRIGGER texts_stay BEFORE UPDATE ON public.referral FOR EACH ROW EXECUTE FUNCTION referral_texts_stay()
CREATE TRIGGER owner BEFORE INSERT ON public.survey_event FOR EACH ROW EXECUTE FUNCTION survey_owner()
CREATE TRIGGER owner BEFORE INSERT ON public.survey_joint FOR EACH ROW EXECUTE FUNCTION survey_owner()
CREATE TRIGGER answer BEFORE INSERT OR UPDATE ON public.survey_joint_part FOR EACH ROW EXECUTE FUNCTION survey_joint_answer()
CREATE TRIGGER owner BEFORE INSERT ON public.survey_joint_part FOR EACH ROW EXECUTE FUNCTION survey_owner()
CREATE TRIGGER owner BEFORE INSERT ON public.survey_list FOR EACH ROW EXECUTE FUNCTION survey_owner()
CREATE TRIGGER owner BEFORE INSERT ON public.survey_order FOR EACH ROW EXECUTE FUNCTION survey_owner()
CREATE TRIGGER still_open BEFORE INSERT OR DELETE OR UPDATE ON public.survey_person FOR EACH ROW EXECUTE FUNCTION survey_still_open()
CREATE TRIGGER closing BEFORE UPDATE OF state ON public.survey_round FOR EACH ROW EXECUTE FUNCTION survey_closing()
CREATE TRIGGER owner BEFORE INSERT ON public.survey_round FOR EACH ROW EXECUTE FUNCTION survey_owner()
CREATE TRIGGER stamp_state AFTER INSERT OR UPDATE OF done_at ON public.survey_self FOR EACH ROW EXECUTE FUNCTION survey_self_state()
CREATE TRIGGER still_open BEFORE INSERT OR UPDATE ON public.survey_self FOR EACH ROW EXECUTE FUNCTION survey_still_open()
CREATE TRIGGER course_of_carrier BEFORE UPDATE ON public.thread FOR EACH ROW WHEN (((CURRENT_USER = 'rt_app'::name) AND (((((new.own_words IS DISTINCT FROM old.own_words) OR (new.team_unit_id IS DISTINCT FROM old.team_unit_id)) OR (new.state IS DISTINCT FROM old.state)) OR (new.intake_on IS DISTINCT FROM old.intake_on)) OR (new.discharged_on IS DISTINCT FROM old.discharged_on)))) EXECUTE FUNCTION course_of_carrier()
CREATE TRIGGER named_carrier BEFORE UPDATE OF team_unit_id ON public.thread FOR EACH ROW WHEN (((CURRENT_USER = 'rt_app'::name) AND (new.team_unit_id IS DISTINCT FROM old.team_unit_id))) EXECUTE FUNCTION named_carrier()
CREATE TRIGGER part_ended AFTER INSERT ON public.thread FOR EACH ROW WHEN ((new.state = 'discharged'::text)) EXECUTE FUNCTION part_of_ended_thread()
CREATE TRIGGER parts AFTER UPDATE OF state, team_unit_id, intake_on, discharged_on ON public.thread FOR EACH ROW WHEN (((((new.state IS DISTINCT FROM old.state) OR (new.team_unit_id IS DISTINCT FROM old.team_unit_id)) OR (new.intake_on IS DISTINCT FROM old.intake_on)) OR (new.discharged_on IS DISTINCT FROM old.discharged_on))) EXECUTE FUNCTION settle_parts_of_row()
CREATE TRIGGER stamp BEFORE INSERT ON public.thread FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER stamp BEFORE INSERT ON public.thread_event FOR EACH ROW EXECUTE FUNCTION acl_stamp_shared()
CREATE TRIGGER only_closed BEFORE UPDATE ON public.track FOR EACH ROW EXECUTE FUNCTION only_closed()
CREATE TRIGGER stamp BEFORE INSERT ON public.track FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER only_closed BEFORE UPDATE ON public.track_pause FOR EACH ROW EXECUTE FUNCTION only_closed()
CREATE TRIGGER stamp BEFORE INSERT ON public.track_pause FOR EACH ROW EXECUTE FUNCTION acl_stamp()
CREATE TRIGGER bodies_delete AFTER DELETE ON public.unit REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bodies_changed()
CREATE TRIGGER bodies_insert AFTER INSERT ON public.unit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bodies_changed()
CREATE TRIGGER bodies_update AFTER UPDATE ON public.unit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION bodies_changed()
CREATE CONSTRAINT TRIGGER find_again AFTER UPDATE OF name ON public.unit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION map_find_again()
CREATE TRIGGER map_changed AFTER INSERT OR UPDATE OF name, phone, active, authority_id ON public.unit FOR EACH ROW EXECUTE FUNCTION map_body_changed()
CREATE TRIGGER check_role BEFORE INSERT OR UPDATE ON public.user_role FOR EACH ROW WHEN (((new.valid_until IS NULL) OR (new.valid_until >= new.valid_from))) EXECUTE FUNCTION check_role()
CREATE TRIGGER only_ends BEFORE UPDATE ON public.user_role FOR EACH ROW EXECUTE FUNCTION role_only_ends()

-- Functions
CREATE OR REPLACE FUNCTION public.accept_invitation(association integer, hash text, new_user uuid, credential uuid, password_hash text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  i invitation;
  person uuid;
begin
  select * into i from invitation x
  where x.association_id = association and x.token_hash = hash and x.used_at is null and x.withdrawn_at is null and x.expires_at > now()
    and (x.valid_until is null or x.valid_until >= viewer_today())
  for update;
  if not found then return null; end if;
  if i.user_id is null then
    insert into account_user (id, name, email, email_verified, association_id, language)
    values (new_user, i.name, i.email, true, i.association_id, i.language) on conflict do nothing;
    if not found then return null; end if;
    person := new_user;
    insert into user_role (association_id, user_id, unit_id, role, valid_from, valid_until, granted_by)
    values (i.association_id, person, i.unit_id, i.role, greatest(i.valid_from, viewer_today()), i.valid_until, i.invited_by);
  else
    select u.id into person from account_user u where u.id = i.user_id and u.association_id = association and u.active;
    if not found or password_hash is null then return null; end if;
    delete from account_session s where s.user_id = person;
  end if;
  if password_hash is not null then
    insert into account_credential (id, user_id, account_id, provider_id, password) values (credential, person, person::text, 'credential', password_hash)
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now();
  end if;
  update invitation x set used_at = now(), used_by = person where x.association_id = association and x.invitation_id = i.invitation_id;
  insert into access_event (association_id, actor_id, kind, subject_user_id, unit_id, data)
  values (association, person, case when i.user_id is null then 'invitation_accepted' else 'password_set' end, person, i.unit_id,
    case when i.user_id is null then jsonb_build_object('role', i.role) else '{}' end);
  return person;
end $function$

CREATE OR REPLACE FUNCTION public.account_reviewed_authorities()
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(array_agg(distinct un.authority_id), '{}')
  from user_role r
  join account_user u on u.id = r.user_id and u.active
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'log_reviewer'
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
$function$

CREATE OR REPLACE FUNCTION public.acl_now(association integer, thread uuid, owner_unit integer, owner_authority integer, row_category text, on_day date, OUT acl integer[], OUT acl_until date)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with current_disclosure as (
    select d.valid_from, d.valid_until, coalesce(d.to_unit_id, d.to_authority_id) as body
    from disclosure d
    where d.association_id = association and d.thread_id = thread and d.withdrawn_at is null and d.valid_until >= on_day
      and (row_category = 'person'
        or ((row_category in ('course', 'identity') or row_category = any (d.categories))
          and case when d.ground = 'consent' then d.from_authority_id = owner_authority else d.unit_id = owner_unit end))
  ), holder as (
    select h.unit_id, h.since, h.until, case when h.ended_on is not null then sight_ends(association, h.ended_on) end as blind_from,
      case when h.ended_on is not null then exists (select from thread t where t.association_id = association and t.thread_id = acl_now.thread
        and coalesce(t.team_unit_id, t.unit_id) = h.unit_id) end as carries
    from thread_unit h
    where row_category in ('person', 'course', 'identity', 'held') and h.association_id = association and h.thread_id = thread
  ), granted as (
    select owner_unit * 16 as grantee where row_category not in ('person', 'course', 'identity', 'held')
    union
    select h.unit_id * 16 from holder h
    where h.since <= on_day and (h.until is null or h.until > on_day)
      and (row_category = 'person' or h.blind_from is null or h.blind_from > on_day
        or (row_category in ('course', 'held') and h.carries) or (row_category in ('identity', 'held') and h.unit_id = owner_unit))
    union
    select body * 16 + case when row_category in ('person', 'course', 'identity') then 7 else category_code(row_category) end
    from current_disclosure where valid_from <= on_day
  ), turns as (
    select case when valid_from > on_day then valid_from else valid_until + 1 end as turn from current_disclosure
    union all
    select case when h.since > on_day then h.since else h.until end from holder h where h.since > on_day or h.until > on_day
    union all
    select h.blind_from from holder h where h.blind_from > on_day
  )
  select coalesce((select array_agg(grantee order by grantee) from granted), '{}'),
         coalesce((select min(turn) from turns), 'infinity')
$function$

CREATE OR REPLACE FUNCTION public.acl_stamp()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform assert_owner(new.association_id, new.unit_id, new.authority_id);
  perform from thread_unit h where h.association_id = new.association_id and h.thread_id = new.thread_id order by h.unit_id for key share;
  select a.acl, a.acl_until into new.acl, new.acl_until
  from acl_now(new.association_id, new.thread_id, new.unit_id, new.authority_id, new.category, viewer_today()) a;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.acl_stamp_shared()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform assert_owner(new.association_id, new.unit_id, new.authority_id);
  perform from thread_unit h where h.association_id = new.association_id and h.thread_id = new.thread_id order by h.unit_id for key share;
  select a.acl, a.acl_until into new.acl, new.acl_until
  from acl_now(new.association_id, new.thread_id, new.unit_id, new.authority_id, new.category, viewer_today()) a;
  if new.also_unit_id is not null then new.acl := new.acl || new.also_unit_id * 16; end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.assert_owner(association integer, owner_unit integer, owner_authority integer)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public'
AS $function$
begin
  if not exists (select from unit u where u.association_id = association and u.unit_id = owner_unit and u.authority_id = owner_authority) then
    raise exception 'unit % is not one of authority %', owner_unit, owner_authority using errcode = '42501';
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.assert_program()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public'
AS $function$
begin
  if viewer_user() is not null or nullif(current_setting('app.visited', true), '') is not null then
    raise exception 'only the program itself does this' using errcode = '42501';
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.association_figures(today date)
 RETURNS TABLE(as_of date, unit_id integer, name text, way_of_working text, capacity integer, queued integer, active integer, begun_year integer, ended_year integer, to_work_or_studies integer, median_wait_days integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select f.* from (
    select r.association_id from user_role r
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'association_head'
      and r.valid_from <= association_figures.today and (r.valid_until is null or r.valid_until >= association_figures.today)
    limit 1) allowed cross join lateral team_figures_of(allowed.association_id, association_figures.today) f
$function$

CREATE OR REPLACE FUNCTION public.begin_event_era()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare latest record;
begin
  perform pg_advisory_xact_lock(hashtext('event_era'));
  select l.era, l.tx into latest from association a,
    lateral (select e.era, e.tx from thread_event e where e.association_id = a.association_id order by e.era desc, e.tx desc limit 1) l
  order by l.era desc, l.tx desc limit 1;
  if latest.tx is null or latest.tx < pg_snapshot_xmax(pg_current_snapshot()) then return false; end if;
  execute format('alter table thread_event alter column era set default %s', latest.era + 1);
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.begin_read_log_era()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare latest record;
begin
  perform pg_advisory_xact_lock(hashtext('read_log_era'));
  select l.era, l.tx into latest from association a,
    lateral (select r.era, r.tx from read_log r where r.association_id = a.association_id order by r.era desc, r.tx desc limit 1) l
  order by l.era desc, l.tx desc limit 1;
  if latest.tx is null or latest.tx < pg_snapshot_xmax(pg_current_snapshot()) then return false; end if;
  execute format('alter table read_log alter column era set default %s', latest.era + 1);
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.bodies_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update association set bodies = gen_random_uuid() where association_id in (select association_id from changed);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.carrying_unit(thread uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(t.team_unit_id, t.unit_id) from thread t where t.association_id = viewer_association() and t.thread_id = thread
$function$

CREATE OR REPLACE FUNCTION public.case_number_of(thread uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select t.case_number from thread t where t.association_id = viewer_association() and t.thread_id = case_number_of.thread and may_open(t.thread_id)
$function$

CREATE OR REPLACE FUNCTION public.category_code(category text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case category when 'plan' then 1 when 'attendance' then 2 when 'assessment' then 3
                             when 'health' then 4 when 'economy' then 5 when 'notes' then 6 end $function$

CREATE OR REPLACE FUNCTION public.check_consent()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform lock_sight(new.association_id, new.thread_id);
  if tg_op = 'UPDATE' and old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'what is withdrawn stays withdrawn' using errcode = '42501';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.check_disclosure()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform lock_sight(new.association_id, new.thread_id);
  if tg_op = 'UPDATE' then
    if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
      raise exception 'what is withdrawn stays withdrawn' using errcode = '42501';
    end if;
    return new;
  end if;
  if exists (select from authority a where a.association_id = new.association_id and a.authority_id = new.to_authority_id and a.kind = 'association')
     or (new.to_unit_id is not null and not exists (
       select from unit u where u.association_id = new.association_id and u.unit_id = new.to_unit_id and u.authority_id = new.to_authority_id and u.kind <> 'association')) then
    raise exception 'no such receiver' using errcode = '42501';
  end if;
  if new.consent_id is not null and not exists (
    select from consent c where c.association_id = new.association_id and c.consent_id = new.consent_id and c.thread_id = new.thread_id
      and c.authority_id = new.authority_id and c.withdrawn_at is null) then
    raise exception 'no such consent' using errcode = '42501';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.check_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  meets constant text[] := array['caseworker', 'team_member', 'team_leader'];
begin
  if new.role = any (meets) and exists (
    select from unit u join authority a on a.association_id = u.association_id and a.authority_id = u.authority_id
    where u.association_id = new.association_id and u.unit_id = new.unit_id and (u.kind = 'association' or a.kind = 'association')
  ) then
    raise exception 'the association itself meets no participants' using errcode = '23514', constraint = 'user_role_association';
  end if;
  if (new.role = 'administrator' or new.role = any (meets)) and exists (
    select from user_role r
    where r.association_id = new.association_id and r.user_id = new.user_id and r.user_role_id <> new.user_role_id
      and case when new.role = 'administrator' then r.role = any (meets) else r.role = 'administrator' end
      and daterange(r.valid_from, r.valid_until, '[]') && daterange(new.valid_from, new.valid_until, '[]')
      and (r.valid_until is null or r.valid_until >= r.valid_from)
  ) then
    raise exception 'an administrator meets no participants' using errcode = '23514', constraint = 'user_role_administrator';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.closes_former(thread uuid, row_unit integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from former_teams(thread) f where f.unit_id = row_unit)
$function$

CREATE OR REPLACE FUNCTION public.concerned_authorities(authority integer, unit integer, person uuid)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select case
    when authority is not null then array[authority]
    when unit is not null then array(select u.authority_id from unit u where u.association_id = viewer_association() and u.unit_id = unit)
    else array(select distinct u.authority_id from user_role r join unit u on u.association_id = r.association_id and u.unit_id = r.unit_id
      where r.association_id = viewer_association() and r.user_id = person) end
$function$

CREATE OR REPLACE FUNCTION public.course_of_carrier()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not coalesce(viewer_in_unit(coalesce(new.team_unit_id, new.unit_id)), false) then
    raise exception 'the unit that carries the person writes this' using errcode = '42501';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.demo_accounts()
 RETURNS TABLE(name text, email text, role text, authority text, authority_kind text, unit text, unit_kind text, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select distinct on (u.created_at, u.id) u.name, u.email, r.role, a.name, a.kind, un.name, un.kind, u.language
  from association o
  join account_user u on u.association_id = o.association_id and u.active
  join user_role r on r.user_id = u.id and r.association_id = o.association_id
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
  where o.demo and o.association_id = (select min(association_id) from association where demo)
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
  order by u.created_at, u.id, r.role
$function$

CREATE OR REPLACE FUNCTION public.draw_case_numbers(association integer, in_year integer, wanted integer)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare drawn int[] := '{}'; more int[]; rounds int := 0;
begin
  -- Two long lists would else wait for each other.
  if wanted > 1 then perform pg_advisory_xact_lock(hashtext('case_numbers'), association); end if;
  while cardinality(drawn) < wanted loop
    rounds := rounds + 1;
    if rounds > 200 then raise exception 'no case numbers are left of %', in_year; end if;
    with candidate as (
      select distinct 100000 + floor(random() * 900000)::int as number from generate_series(1, wanted - cardinality(drawn))
    ), given as (
      insert into case_number_given (association_id, year, number)
      select association, in_year, c.number from candidate c
      where not exists (select from thread t where t.association_id = association and t.case_number = in_year || '-' || c.number)
      on conflict do nothing returning number
    )
    select coalesce(array_agg(g.number order by random()), '{}') into more from given g;
    drawn := drawn || more;
  end loop;
  return array(select in_year || '-' || n from unnest(drawn) n);
end $function$

CREATE OR REPLACE FUNCTION public.draw_log_review(from_day date, until_day date, size integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare authorities int[] := reviewed_authorities(); id uuid; begins timestamptz := from_day::timestamp at time zone 'Europe/Stockholm';
  ends timestamptz := (until_day + 1)::timestamp at time zone 'Europe/Stockholm'; wanted int := least(greatest(size, 1), 200);
begin
  if authorities = '{}' then raise exception 'does not review the log' using errcode = '42501'; end if;
  with period as (
    select r.read_log_id, r.what = 'break_glass' as glass, r.what = 'denied' as refused,
      (r.what = 'denied' or (r.ground = 'break_glass' and r.what <> 'break_glass')) and row_number() over (
        partition by r.user_id, r.what = 'break_glass', r.what = 'denied', r.ground = 'break_glass' order by random()) <= 3 as telling
    from read_log r
    where r.association_id = viewer_association() and r.authority_id = any (authorities) and r.at >= begins and r.at < ends
  ), drawn as (
    (select p.read_log_id from period p where p.glass limit 500)
    union
    (select p.read_log_id from period p where not p.glass order by p.telling desc, p.refused, random() limit wanted)
  )
  insert into log_review (association_id, reviewer_id, authority_ids, from_day, until_day, read_log_ids)
  select viewer_association(), viewer_user(), authorities, from_day, until_day, coalesce(array_agg(d.read_log_id), '{}') from drawn d
  returning log_review_id into id;
  return id;
end $function$

CREATE OR REPLACE FUNCTION public.end_referrer(referral uuid, last_day date)
 RETURNS TABLE(assignment_id uuid, unit_id integer, authority_id integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update assignment a set until_on = greatest(last_day, a.from_on), version = a.version + 1
  from referral r
  where r.association_id = viewer_association() and r.referral_id = end_referrer.referral and r.taken_in_on is not null and coalesce(viewer_in_unit(r.also_unit_id), false)
    and a.association_id = r.association_id and a.thread_id = r.thread_id and a.unit_id = r.unit_id and a.role = 'referrer' and a.until_on is null
  returning a.assignment_id, a.unit_id, a.authority_id
$function$

CREATE OR REPLACE FUNCTION public.entry_tracks(entry uuid, on_day date)
 RETURNS TABLE(running integer, median_days integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with named as (
    select distinct lower(btrim(n)) as name from map_entry e, unnest(e.name || e.other_names) n
    where e.association_id = viewer_association() and e.entry_id = entry and e.kind <> 'provider' and viewer_user() is not null
  ), mine as (
    select t.start_on, t.end_on from track t
    where t.association_id = viewer_association() and t.entry_id = entry and t.start_on <= on_day and exists (select from named)
    union all
    select t.start_on, t.end_on from track t join named on named.name = lower(t.name)
    where t.association_id = viewer_association() and t.entry_id is null and t.start_on <= on_day
  ), counted as (
    select count(*) filter (where end_on is null or end_on >= on_day) as running,
      count(*) filter (where end_on < on_day and end_on > on_day - 730) as ended,
      percentile_disc(0.5) within group (order by end_on - start_on) filter (where end_on < on_day and end_on > on_day - 730) as days
    from mine
  )
  select case when coalesce(cardinality(viewer_grantees()), 0) > 0 then c.running::int else shown_count(c.running) end,
    case when c.ended >= 5 then c.days end
  from counted c
$function$

CREATE OR REPLACE FUNCTION public.entry_uses(on_day date)
 RETURNS TABLE(entry_id uuid, used boolean, times integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with sent as (
    select r.entry_id, r.to_unit_id, lower(btrim(r.to_intervention)) as named from referral r
    where r.association_id = viewer_association() and r.state <> 'draft' and r.sent_on > on_day - 365
  ), referred as (
    select e.entry_id, count(*) as n from map_entry e join sent s
      on s.entry_id = e.entry_id or (s.entry_id is null and (s.to_unit_id = e.intake_unit_id or (s.named <> '' and s.named = lower(e.name))))
    where e.association_id = viewer_association() and e.kind <> 'provider'
    group by e.entry_id
  ), followed as (
    select distinct t.entry_id from track t
    where t.association_id = viewer_association() and t.entry_id is not null and t.start_on <= on_day and (t.end_on is null or t.end_on > on_day - 365)
  )
  select coalesce(r.entry_id, f.entry_id), true, shown_count(coalesce(r.n, 0)) from referred r full join followed f on f.entry_id = r.entry_id
$function$

CREATE OR REPLACE FUNCTION public.find_by_name(written text[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  association int := viewer_association();
  grantees int[] := viewer_grantees();
  today date := viewer_today();
  patterns text[] := array(select name_pattern(w) from unnest(written) w where search_key_of(w) <> ' ' order by length(w) desc);
  first text := patterns[1];
begin
  if first is null then return; end if;
  return query
    select i.thread_id
    from participant_identity i
    where i.association_id = association and i.protection = 'none' and i.search_key like first and i.search_key like all (patterns)
      and (exists (select from thread_unit h where h.association_id = association and h.thread_id = i.thread_id and h.unit_id * 16 = any (grantees)
            and h.since <= today and (h.until is null or h.until > today))
        or exists (select from disclosure d where d.association_id = association and d.thread_id = i.thread_id and d.withdrawn_at is null
          and d.valid_from <= today and d.valid_until >= today and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (grantees)));
end $function$

CREATE OR REPLACE FUNCTION public.former_teams(thread uuid)
 RETURNS TABLE(unit_id integer, authority_id integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select u.unit_id, u.authority_id
  from thread t, unit u
  where t.association_id = viewer_association() and t.thread_id = former_teams.thread and viewer_in_unit(t.team_unit_id) and viewer_holds(t.thread_id)
    and u.association_id = t.association_id and u.unit_id <> t.team_unit_id and u.unit_id in (
      select r.to_unit_id from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id and r.taken_in_on is not null
      union all
      select d.unit_id from discharge d where d.association_id = t.association_id and d.thread_id = t.thread_id)
$function$

CREATE OR REPLACE FUNCTION public.glass_attempts_left()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('break_glass'), hashtext(viewer_user()::text));
  return (select greatest(5 - count(*), 0)::int from read_log r
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.what = 'break_glass' and r.at > clock_timestamp() - interval '24 hours');
end $function$

CREATE OR REPLACE FUNCTION public.glass_open(thread uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select thread = any (viewer_glass()) $function$

CREATE OR REPLACE FUNCTION public.glass_reason(glass uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select b.reason from break_glass b join unit u on u.association_id = b.association_id and u.unit_id = b.unit_id
  where b.association_id = viewer_association() and b.break_glass_id = glass
    and (b.user_id = viewer_user()
      or (viewer_holds(b.thread_id) and (viewer_in_authority(u.authority_id) or viewer_in_authority(
        (select c.authority_id from unit c where c.association_id = b.association_id and c.unit_id = carrying_unit(b.thread_id))))))
$function$

CREATE OR REPLACE FUNCTION public.glass_thread(person text, case_no text, whole boolean)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select t.thread_id from thread t
  left join participant_identity i on i.association_id = t.association_id and i.thread_id = t.thread_id
  where t.association_id = viewer_association()
    and (t.case_number = case_no or (i.person_number = person and (whole or i.protection = 'none' or viewer_user() = any (i.named_user_ids))))
  order by t.opened_on desc, t.thread_id desc limit 1
$function$

CREATE OR REPLACE FUNCTION public.grantees_today(thread uuid, owner_unit integer, owner_authority integer, row_category text)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select a.acl from acl_now(viewer_association(), thread, owner_unit, owner_authority, row_category, viewer_today()) a where may_open(thread)
$function$

CREATE OR REPLACE FUNCTION public.ground_detail_of(disclosure uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select d.ground_detail from disclosure d
  where d.association_id = viewer_association() and d.disclosure_id = ground_detail_of.disclosure and may_open(d.thread_id)
    and (viewer_in_authority(d.from_authority_id) or coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (viewer_grantees()))
$function$

CREATE OR REPLACE FUNCTION public.head_of(thread uuid)
 RETURNS TABLE(thread_id uuid, unit_id integer, authority_id integer, team_unit_id integer, case_number text, state text, language text, interpreter boolean, own_words text, opened_on date, intake_on date, discharged_on date, version integer, acl integer[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select h.thread_id, h.unit_id, h.authority_id, h.team_unit_id, h.case_number, h.state, t.language, t.interpreter,
    case when h.given and sees_own_words(h.thread_id) then t.own_words end, h.opened_on, h.intake_on, h.discharged_on, t.version,
    (select a.acl from acl_now(viewer_association(), h.thread_id, 0, 0, 'person', viewer_today()) a)
  from heads_of(array[thread]) h join thread t on t.association_id = viewer_association() and t.thread_id = h.thread_id
$function$

CREATE OR REPLACE FUNCTION public.heads_of(threads uuid[])
 RETURNS TABLE(thread_id uuid, unit_id integer, authority_id integer, team_unit_id integer, case_number text, state text, opened_on date, intake_on date, discharged_on date, given boolean)
 LANGUAGE sql
 STABLE STRICT SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with viewer as materialized (
    select viewer_association() as association_id, viewer_today() as today, viewer_grantees() as grantees
  ), given as materialized (
    select d.thread_id, d.unit_id, d.authority_id, d.valid_from, d.ground
    from viewer v join disclosure d on d.association_id = v.association_id and d.thread_id = any (threads) and d.withdrawn_at is null
      and d.valid_from <= v.today and d.valid_until >= v.today and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (v.grantees)
  ), giver as (
    select distinct on (g.thread_id) g.thread_id, g.unit_id, g.authority_id, g.valid_from from given g order by g.thread_id, g.valid_from, g.unit_id
  ), kept as (
    select distinct on (h.thread_id) h.thread_id, h.unit_id, u.authority_id, h.since, h.ended_on
    from viewer v
    join thread_unit h on h.association_id = v.association_id and h.thread_id = any (threads) and h.unit_id * 16 = any (v.grantees)
      and h.since <= v.today and (h.until is null or h.until > v.today)
    join unit u on u.association_id = h.association_id and u.unit_id = h.unit_id
    order by h.thread_id, h.since, h.unit_id
  )
  select t.thread_id, coalesce(g.unit_id, k.unit_id), coalesce(g.authority_id, k.authority_id), case when by_team then t.team_unit_id end, t.case_number,
    case when by_team then t.state when g.thread_id is not null then 'active' else 'discharged' end,
    case when by_team then coalesce(t.intake_on, g.valid_from) else coalesce(g.valid_from, k.since) end, case when by_team then t.intake_on end,
    case when by_team then t.discharged_on when g.thread_id is null then k.ended_on end, g.thread_id is not null
  from viewer v
  join thread t on t.association_id = v.association_id and t.thread_id = any (threads)
  left join giver g on g.thread_id = t.thread_id
  left join kept k on k.thread_id = t.thread_id
  cross join lateral (select exists (
    select from given o join unit u on u.association_id = t.association_id and u.unit_id = t.team_unit_id
    where o.thread_id = t.thread_id and case when o.ground = 'consent' then o.authority_id = u.authority_id else o.unit_id = u.unit_id end) as by_team) b
  where g.thread_id is not null or k.thread_id is not null
$function$

CREATE OR REPLACE FUNCTION public.hold_thread(thread uuid, holder integer, on_day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform lock_sight(viewer_association(), thread);
  if exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread) then
    if not viewer_holds(thread) then raise exception 'does not hold this thread' using errcode = '42501'; end if;
  elsif not coalesce(viewer_in_unit(holder), false) then
    raise exception 'a thread begins in the own unit of the viewer' using errcode = '42501';
  end if;
  if exists (select 1 from unit u where u.association_id = viewer_association() and u.unit_id = holder and u.kind = 'association') then
    raise exception 'the association holds no thread' using errcode = '42501';
  end if;
  insert into thread_unit (association_id, thread_id, unit_id, since) values (viewer_association(), thread, holder, on_day)
  on conflict (association_id, thread_id, unit_id) do update set until = null;
  perform settle_parts(viewer_association(), thread, true);
end $function$

CREATE OR REPLACE FUNCTION public.hold_threads(threads uuid[], holder integer, days date[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if not coalesce(viewer_in_unit(holder), false) then
    raise exception 'a thread begins in the own unit of the viewer' using errcode = '42501';
  end if;
  if exists (select from unit u where u.association_id = viewer_association() and u.unit_id = holder and u.kind = 'association') then
    raise exception 'the association holds no thread' using errcode = '42501';
  end if;
  if exists (select from thread_unit h where h.association_id = viewer_association() and h.thread_id = any (threads))
     or exists (select from thread t where t.association_id = viewer_association() and t.thread_id = any (threads)) then
    raise exception 'a thread begins once' using errcode = '42501';
  end if;
  insert into thread_unit (association_id, thread_id, unit_id, since)
  select viewer_association(), n.thread, holder, least(n.day, viewer_today()) from unnest(threads, days) as n (thread, day);
end $function$

CREATE OR REPLACE FUNCTION public.invitation_of_link(association integer, hash text)
 RETURNS TABLE(name text, email text, language text, is_new boolean, unit text, unit_kind text, authority text, authority_id integer, role text, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select i.name, i.email, i.language, i.user_id is null, un.name, un.kind, a.name, a.authority_id, i.role,
    case when i.used_at is not null then 'used' when i.withdrawn_at is not null then 'withdrawn'
         when i.expires_at <= now() or i.valid_until < viewer_today() then 'expired' else 'open' end
  from invitation i
  left join unit un on un.association_id = i.association_id and un.unit_id = i.unit_id
  left join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
  where i.association_id = association and i.token_hash = hash
$function$

CREATE OR REPLACE FUNCTION public.invitation_to_mail(association integer, invitation uuid)
 RETURNS TABLE(email text, name text, language text, round integer, is_new boolean, association_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select i.email, i.name, i.language, i.round, i.user_id is null, o.name
  from invitation i join association o on o.association_id = i.association_id
  where i.association_id = association and i.invitation_id = invitation and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()
$function$

CREATE OR REPLACE FUNCTION public.is_demo()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from association where demo)
$function$

CREATE OR REPLACE FUNCTION public.leave_queue(referral uuid, how text, on_day date)
 RETURNS TABLE(queue_entry_id uuid, unit_id integer, authority_id integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update queue_entry q set left_on = greatest(on_day, q.entered_on), left_how = how, version = q.version + 1
  from referral r
  where r.association_id = viewer_association() and r.referral_id = leave_queue.referral and (viewer_in_unit(r.unit_id) or coalesce(viewer_in_unit(r.also_unit_id), false))
    and q.association_id = r.association_id and q.referral_id = r.referral_id and q.left_on is null
  returning q.queue_entry_id, q.unit_id, q.authority_id
$function$

CREATE OR REPLACE FUNCTION public.let_go(thread uuid, holder integer, last_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform lock_sight(viewer_association(), thread);
  if not viewer_holds(thread) then raise exception 'does not hold this thread' using errcode = '42501'; end if;
  if exists (select 1 from thread t where t.association_id = viewer_association() and t.thread_id = thread and (t.unit_id = holder or t.team_unit_id = holder))
     or exists (select 1 from referral r where r.association_id = viewer_association() and r.thread_id = thread
                and ((r.to_unit_id = holder and r.state in ('sent', 'received', 'study_visit', 'accepted')) or (r.unit_id = holder and r.sent_on is not null)))
  then return false; end if;
  update thread_unit h set until = greatest(last_day, h.since) where h.association_id = viewer_association() and h.thread_id = thread and h.unit_id = holder;
  perform refresh_acl_of(viewer_association(), thread);
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.lock_sight(association integer, thread uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select from thread_unit h where h.association_id = association and h.thread_id = thread order by h.unit_id for update
$function$

CREATE OR REPLACE FUNCTION public.lock_thread(thread uuid, alone boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if alone then
    perform lock_sight(viewer_association(), thread);
  else
    perform from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread order by h.unit_id for key share;
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.log_counts()
 RETURNS TABLE(authority text, looks integer, glasses integer, refused integer, checked_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with period as (
    select date_trunc('month', viewer_today()::timestamp) - interval '1 month' as first, date_trunc('month', viewer_today()::timestamp) as after
  )
  select a.name, shown_count(count(r.read_log_id)), shown_count(count(r.read_log_id) filter (where r.what = 'break_glass')),
    shown_count(count(r.read_log_id) filter (where r.what = 'denied')),
    (select max(v.signed_at at time zone 'Europe/Stockholm')::date from log_review v where v.association_id = a.association_id and v.authority_ids = array[a.authority_id])
  from authority a cross join period p
  left join read_log r on r.association_id = a.association_id and r.authority_id = a.authority_id
    and r.at >= p.first at time zone 'Europe/Stockholm' and r.at < p.after at time zone 'Europe/Stockholm'
  where a.association_id = viewer_association() and a.kind <> 'association' and (viewer_administers() or viewer_reviews_log())
  group by a.association_id, a.authority_id, a.name order by a.authority_id
$function$

CREATE OR REPLACE FUNCTION public.log_denied(id uuid, unit integer, authority integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  select viewer_association(), viewer_user(), unit, authority, 'denied', 'none', found.thread_id
  from (select t.thread_id from thread t where t.association_id = viewer_association() and t.thread_id = id
        union select r.thread_id from referral r where r.association_id = viewer_association() and r.referral_id = id limit 1) found
  where viewer_user() is not null and own_body(unit, authority)
$function$

CREATE OR REPLACE FUNCTION public.log_glass_miss(person text, case_no text, unit integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  select viewer_association(), viewer_user(), u.unit_id, u.authority_id, 'break_glass', 'none', glass_thread(person, case_no, true)
  from unit u where u.association_id = viewer_association() and u.unit_id = unit and viewer_in_unit(unit)
$function$

CREATE OR REPLACE FUNCTION public.looks_of_review(review uuid)
 RETURNS TABLE(read_log_id bigint, at timestamp with time zone, user_name text, unit_name text, authority_name text, what text, ground text, case_numbers text[], reason text, opened_before boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select r.read_log_id, r.at, u.name, un.name, a.name, r.what, r.ground,
    (select array_agg(t.case_number order by t.case_number) from thread t where t.association_id = r.association_id and t.thread_id = any (coalesce(r.thread_ids, array[r.thread_id]))),
    (select b.reason from break_glass b where b.association_id = r.association_id and b.thread_id = r.thread_id and b.user_id = r.user_id
       and r.at between b.opened_at - interval '1 minute' and b.until order by b.opened_at desc limit 1),
    exists (select from read_log p where p.association_id = r.association_id and p.thread_id = r.thread_id and p.user_id = r.user_id and p.at < r.at)
  from log_review v
  join read_log r on r.association_id = v.association_id and r.read_log_id = any (v.read_log_ids) and r.authority_id = any (reviewed_authorities())
  join account_user u on u.id = r.user_id
  left join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  left join authority a on a.association_id = r.association_id and a.authority_id = r.authority_id
  where v.association_id = viewer_association() and v.log_review_id = review and v.authority_ids <@ reviewed_authorities()
  order by r.at, r.read_log_id
$function$

CREATE OR REPLACE FUNCTION public.map_any(lexemes text[])
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public'
AS $function$
  select string_agg('''' || replace(replace(one, '\', '\\'), '''', '''''') || '''', '|')::tsquery from unnest(lexemes) one
$function$

CREATE OR REPLACE FUNCTION public.map_association()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(viewer_association(),
    (select o.association_id from association o where o.association_id = nullif(current_setting('app.visited', true), '')::int and o.map_public))
$function$

CREATE OR REPLACE FUNCTION public.map_authorities()
 RETURNS TABLE(authority_id integer, kind text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select a.authority_id, a.kind, a.name from authority a where a.association_id = map_association() order by a.authority_id
$function$

CREATE OR REPLACE FUNCTION public.map_begins(stem text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public'
AS $function$
  select ('''' || replace(replace(stem, '\', '\\'), '''', '''''') || ''':*')::tsquery
$function$

CREATE OR REPLACE FUNCTION public.map_body_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform map_note_change(new.association_id);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.map_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'DELETE' then
    perform map_note_change(a) from (select distinct association_id as a from gone) c;
  else
    perform map_note_change(a) from (select distinct association_id as a from fresh) c;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.map_entry_fits()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if new.provider_id is not null and not exists (
    select from map_entry p where p.association_id = new.association_id and p.entry_id = new.provider_id and p.kind = 'provider'
  ) then
    raise exception 'a provider is an entry of that kind' using errcode = '23514', constraint = 'map_entry_provider_kind';
  end if;
  if new.unit_id is not null and not exists (
    select from unit u where u.association_id = new.association_id and u.unit_id = new.unit_id and u.authority_id = new.authority_id
  ) then
    raise exception 'the unit is not the authority''s' using errcode = '23514', constraint = 'map_entry_unit';
  end if;
  if tg_op = 'UPDATE' and new.kind <> 'provider' and exists (
    select from map_entry e where e.association_id = new.association_id and e.provider_id = new.entry_id
  ) then
    raise exception 'others name it as their provider' using errcode = '23514', constraint = 'map_entry_provides';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.map_entry_turned()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update map_opening set shown = new.shown where association_id = new.association_id and entry_id = new.entry_id;
  update map_entry_place set shown = new.shown where association_id = new.association_id and entry_id = new.entry_id;
  perform map_show_place(association_id, place_id) from map_entry_place where association_id = new.association_id and entry_id = new.entry_id;
  update map_link set shown = map_shown(association_id, from_entry_id) and map_shown(association_id, to_entry_id)
  where association_id = new.association_id and (from_entry_id = new.entry_id or to_entry_id = new.entry_id);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.map_find_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  changed record := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_table_name = 'authority' then
    perform map_find_entry(association_id, entry_id) from map_entry where association_id = new.association_id and authority_id = new.authority_id;
  elsif tg_table_name = 'unit' then
    perform map_find_entry(association_id, entry_id) from map_entry where association_id = new.association_id and unit_id = new.unit_id;
  elsif tg_table_name = 'map_place' then
    perform map_find_entry(association_id, entry_id) from map_entry_place where association_id = new.association_id and place_id = new.place_id;
  else
    if not exists (select from map_find f where f.association_id = changed.association_id and f.item_id = changed.entry_id and f.made_in = pg_current_xact_id()) then
      perform map_find_entry(changed.association_id, changed.entry_id);
    end if;
    if tg_op = 'UPDATE' and tg_table_name = 'map_entry' then
      if new.kind = 'provider' and (new.name, new.shown) is distinct from (old.name, old.shown) then
        perform map_find_entry(association_id, entry_id) from map_entry where association_id = new.association_id and provider_id = new.entry_id;
      end if;
    end if;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.map_find_entry(association integer, entry uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  e map_entry;
  owner record;
  beside record;
begin
  select * into e from map_entry where association_id = association and entry_id = entry;
  if not found or not e.shown then
    delete from map_find where association_id = association and item_id = entry;
    return;
  end if;
  select a.kind, concat_ws(' ', a.name, u.name, p.name) as names into owner
  from (select 1) one
    left join authority a on a.association_id = association and a.authority_id = e.authority_id
    left join unit u on u.association_id = association and u.unit_id = e.unit_id
    left join map_entry p on p.association_id = association and p.entry_id = e.provider_id and p.shown;
  select coalesce(string_agg(concat_ws(' ', p.name, p.city, p.area), ' '), '') as names, coalesce(array_agg('=area:' || map_fold(p.area)) filter (where p.area <> ''), '{}') as areas
  into beside
  from map_entry_place x join map_place p on p.association_id = x.association_id and p.place_id = x.place_id
  where x.association_id = association and x.entry_id = entry;
  perform map_find_put(association, entry, null, e.name, e.kind = 'provider', e.age_from, e.age_to,
    concat_ws(' ', e.name, array_to_string(e.other_names, ' '), array_to_string(e.search_words, ' ')),
    concat_ws(' ', e.method, e.conditions, e.about_sv, e.about_easy, owner.names, beside.names), e.about_en, e.about_ar,
    array['=kind:' || e.kind, '=owner:' || coalesce(owner.kind, 'civil')]
      || array(select '=need:' || one from unnest(e.need_levels) one) || array(select '=way:' || one from unnest(e.ways_in) one)
      || array(select '=target:' || one from unnest(e.target_groups) one) || array(select '=distance:' || one from unnest(e.work_distances) one)
      || array(select '=lang:' || map_fold(one) from unnest(e.languages) one) || beside.areas);
end $function$

CREATE OR REPLACE FUNCTION public.map_find_meets(association integer, asked tsquery)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
  select coalesce(string_agg(uuid_send(item_id), ''), '') from map_find where association_id = association and document @@ asked
$function$

CREATE OR REPLACE FUNCTION public.map_find_named(association integer, asked tsquery)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
  select coalesce(string_agg(uuid_send(item_id), ''), '') from map_find where association_id = association and title @@ asked
$function$

CREATE OR REPLACE FUNCTION public.map_find_put(association integer, item uuid, neighbour uuid, called text, is_provider boolean, youngest smallint, oldest smallint, names text, texts text, english text, arabic text, codes text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  folded text := map_fold(names);
  title_words tsvector := strip(map_lexemes(folded));
  all_words tsvector := strip(title_words || to_tsvector('map_sv', map_fold(texts)) || to_tsvector('map_en', map_fold(english)) || to_tsvector('map_ar', map_fold(arabic)) || array_to_tsvector(codes));
begin
  insert into map_find (association_id, item_id, neighbour_id, name, provider, age_from, age_to, title, document)
  values (association, item, neighbour, called, is_provider, youngest, oldest, title_words, all_words)
  on conflict (association_id, item_id) do update
    set neighbour_id = excluded.neighbour_id, name = excluded.name, provider = excluded.provider, age_from = excluded.age_from, age_to = excluded.age_to,
      title = excluded.title, document = excluded.document, made_in = excluded.made_in;
  insert into map_word (association_id, word, key, lexemes)
  select association, w.word, map_fold(w.word), tsvector_to_array(map_lexemes(map_fold(w.word)))
  from unnest(tsvector_to_array(to_tsvector('map_plain', lower(concat_ws(' ', names, texts, english, arabic))))) w (word)
  where length(w.word) between 3 and 60 and w.word !~ '^[0-9]+$'
    and not exists (select from map_word o where o.association_id = association and o.word = w.word)
  order by w.word
  on conflict do nothing;
end $function$

CREATE OR REPLACE FUNCTION public.map_fold(said text)
 RETURNS text
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO 'public'
AS $function$
  select translate(lower(unaccent(said)), 'أإآٱةى' || 'ـًٌٍَُِّْ', 'ااااهي')
$function$

CREATE OR REPLACE FUNCTION public.map_is_public()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce((select o.map_public from association o where o.association_id = map_association()), false)
$function$

CREATE OR REPLACE FUNCTION public.map_lexemes(folded text)
 RETURNS tsvector
 LANGUAGE sql
 STABLE STRICT
 SET search_path TO 'public'
AS $function$
  select case when folded ~ '[\u0600-\u06ff]' then to_tsvector('map_ar', folded) else ''::tsvector end
    || case when folded ~ '[a-z0-9]' then to_tsvector('map_sv', folded) || to_tsvector('map_en', folded) else ''::tsvector end
    || case when folded !~ '[a-z0-9\u0600-\u06ff]' then to_tsvector('map_plain', folded) else ''::tsvector end
$function$

CREATE OR REPLACE FUNCTION public.map_may_write(entry uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from map_entry e where e.association_id = viewer_association() and e.entry_id = entry and map_owns(e.authority_id))
$function$

CREATE OR REPLACE FUNCTION public.map_neighbour_failed(association integer, neighbour uuid, what text, place text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if viewer_user() is not null then raise exception 'only the job tells how fetching went' using errcode = '42501'; end if;
  update map_neighbour set tried_at = now(), problem = what, detail = left(place, 300) where association_id = association and neighbour_id = neighbour;
end $function$

CREATE OR REPLACE FUNCTION public.map_neighbour_gone()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  delete from map_find where association_id = old.association_id and neighbour_id = old.neighbour_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.map_neighbour_take(association integer, neighbour uuid, told jsonb, skipped integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  one map_neighbour_entry;
  count int := 0;
begin
  if viewer_user() is not null then raise exception 'only the job writes what a neighbour tells' using errcode = '42501'; end if;
  perform 1 from map_neighbour n where n.association_id = association and n.neighbour_id = neighbour for update;
  if not found then return 0; end if;
  delete from map_find where association_id = association and neighbour_id = neighbour;
  delete from map_neighbour_entry where association_id = association and neighbour_id = neighbour;
  for one in select * from jsonb_populate_recordset(null::map_neighbour_entry, told) loop
    one.association_id := association;
    one.neighbour_id := neighbour;
    insert into map_neighbour_entry select one.* on conflict do nothing;
    if found then
      count := count + 1;
      perform map_find_put(association, one.item_id, neighbour, one.name, false, one.age_from, one.age_to, one.name,
        concat_ws(' ', one.description, one.organization, one.places, one.how_to_apply), one.description, one.description,
        array['=neighbour'] || array(select '=lang:' || map_fold(l) from unnest(one.languages) l));
    end if;
  end loop;
  update map_neighbour n set good_at = now(), tried_at = now(), problem = null, detail = '', entries = count, left_out = skipped
  where n.association_id = association and n.neighbour_id = neighbour;
  return count;
end $function$

CREATE OR REPLACE FUNCTION public.map_neighbours_to_fetch()
 RETURNS TABLE(association_id integer, neighbour_id uuid, address text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if viewer_user() is not null then return; end if;
  return query select n.association_id, n.neighbour_id, n.address from map_neighbour n order by n.tried_at nulls first;
end $function$

CREATE OR REPLACE FUNCTION public.map_note_change(association integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  insert into map_change (association_id)
  select association where not exists (
    select from map_change c where c.association_id = association and c.at = now() and c.xact = pg_current_xact_id())
$function$

CREATE OR REPLACE FUNCTION public.map_owns(authority integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return coalesce(authority * 16 + 7 = any (viewer_grantees()), false) or viewer_keeps_map();
end $function$

CREATE OR REPLACE FUNCTION public.map_place_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'DELETE' then
    perform map_show_place(old.association_id, old.place_id);
  else
    perform map_show_place(new.association_id, new.place_id);
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.map_review_letters(association integer, review uuid)
 RETURNS TABLE(email text, name text, language text, authority text, left_count integer, due_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with round as (
    select * from map_review v where v.association_id = association and v.map_review_id = review and v.closed_on is null and viewer_user() is null
  ), remaining as (
    select n.owner, a.name as authority, v.due_on, count(e.entry_id)::int as left_count
    from round v cross join unnest(v.authority_ids) n (owner)
    left join authority a on a.association_id = v.association_id and a.authority_id = n.owner
    join map_entry e on e.association_id = v.association_id and coalesce(e.authority_id, 0) = n.owner
      and e.status in ('planned', 'active', 'paused') and (e.verified_on is null or e.verified_on < v.started_on)
    group by 1, 2, 3
  ), staff as (
    select distinct l.owner, u.id, u.email, u.name, u.language,
      case when exists (
          select from map_event m join map_entry e on e.association_id = m.association_id and e.entry_id = m.entry_id
          where m.association_id = association and m.actor_id = u.id and coalesce(e.authority_id, 0) = l.owner and m.on_day > viewer_today() - 730) then 0
        when bool_or(r.role = 'team_leader') over (partition by l.owner, u.id) then 1 else 2 end as class
    from remaining l
    join user_role r on r.association_id = association and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
      and case when l.owner = 0 then r.role in ('association_head', 'administrator')
        else r.role in ('caseworker', 'team_leader', 'team_member') and exists (
          select from unit n where n.association_id = association and n.unit_id = r.unit_id and n.authority_id = l.owner) end
    join account_user u on u.id = r.user_id and u.active
  ), chosen as (
    select s.*, min(s.class) over (partition by s.owner) as best,
      row_number() over (partition by s.owner order by s.class, s.name, s.id) as place
    from staff s
  )
  select c.email, c.name, coalesce(c.language, 'sv'), l.authority, l.left_count, l.due_on
  from chosen c join remaining l using (owner)
  where c.class = c.best and c.place <= 5
  order by c.owner, c.place
$function$

CREATE OR REPLACE FUNCTION public.map_search_choices()
 RETURNS TABLE(what text, code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select distinct 'area', p.area from map_place p where p.association_id = map_association() and p.shown and p.area <> ''
  union
  select distinct 'spoken', l from map_entry e, unnest(e.languages) l where e.association_id = map_association() and e.shown
  union
  select distinct 'target', t from map_entry e, unnest(e.target_groups) t where e.association_id = map_association() and e.shown
$function$

CREATE OR REPLACE FUNCTION public.map_search_group(one jsonb, OUT meets bytea, OUT named bytea, OUT exact bytea, OUT by_parts boolean)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  association int := map_association();
  codes tsquery := map_any(array(select map_fold(code) from jsonb_array_elements_text(one -> 'codes') code));
  said record;
  instead record;
  asked tsquery;
  found bytea;
begin
  by_parts := false;
  if association is null then return; end if;
  said := map_texts_query(association, array(select jsonb_array_elements_text(one -> 'any')), true);
  asked := coalesce(codes || said.asked, codes, said.asked);
  if asked is not null then meets := map_find_meets(association, asked); end if;
  if coalesce(meets, '') = '' then
    instead := map_texts_query(association, array(select jsonb_array_elements_text(coalesce(one -> 'parts', '[]'))), false);
    if instead.asked is not null then found := map_find_meets(association, instead.asked); end if;
    if found <> '' then
      meets := found;
      asked := instead.asked;
      by_parts := true;
    end if;
  end if;
  if asked is null then return; end if;
  named := map_find_named(association, asked);
  if said.written is not null then exact := map_find_named(association, said.written); end if;
end $function$

CREATE OR REPLACE FUNCTION public.map_search_list()
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select case when map_association() is not null then coalesce(string_agg(f.item, ''), '') end
  from (
    select uuid_send(item_id) || int2send(coalesce(age_from, 0::smallint)) || int2send(coalesce(age_to, 200::smallint))
      || substr('\x00010203'::bytea, 1 + (neighbour_id is not null)::int + 2 * provider::int, 1) as item
    from map_find where association_id = map_association()
    order by provider, name collate swedish, item_id
  ) f
$function$

CREATE OR REPLACE FUNCTION public.map_search_near(folded text, OUT word text, OUT key text)
 RETURNS SETOF record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  association int := map_association();
  more int := case when length(folded) >= 10 then 3 when length(folded) >= 7 then 2 else 1 end;
begin
  if association is null or length(folded) < 5 then return; end if;
  perform set_config('pg_trgm.similarity_threshold', '0.2', true);
  return query
    select w.word, w.key from map_word w
    where w.association_id = association and w.key % folded and length(w.key) between length(folded) - more and length(folded) + more
      and levenshtein_less_equal(left(w.key, 60), left(folded, 60), more + 2) <= more + 2
      and to_tsvector('swedish', w.word) <> '' and to_tsvector('english', w.word) <> ''
      and exists (select from map_find f where f.association_id = association and f.document @@ map_any(w.lexemes))
    order by similarity(w.key, folded) desc, w.word limit 30;
end $function$

CREATE OR REPLACE FUNCTION public.map_show_place(association integer, place uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update map_place p set shown = n.shown
  from (select exists (select from map_entry_place x where x.association_id = association and x.place_id = place and x.shown) as shown) n
  where p.association_id = association and p.place_id = place and p.shown <> n.shown
$function$

CREATE OR REPLACE FUNCTION public.map_shown(association integer, entry uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce((select e.shown from map_entry e where e.association_id = association and e.entry_id = entry), false)
$function$

CREATE OR REPLACE FUNCTION public.map_stamp()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if tg_table_name = 'map_link' then
    new.shown := map_shown(new.association_id, new.from_entry_id) and map_shown(new.association_id, new.to_entry_id);
  else
    new.shown := map_shown(new.association_id, new.entry_id);
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.map_state(association integer)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select count(*) || '.' || coalesce((array_agg(c.map_change_id order by c.map_change_id desc))[1]::text, '') from map_change c where c.association_id = association
$function$

CREATE OR REPLACE FUNCTION public.map_state_now()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ select map_state(map_association()) $function$

CREATE OR REPLACE FUNCTION public.map_texts_query(association integer, texts text[], typed boolean, OUT asked tsquery, OUT written tsquery)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  of_text tsquery;
  said record;
  word record;
  query tsquery;
  plain tsquery;
begin
  for said in select value, typed and ordinality = 1 as first from unnest(texts) with ordinality t (value, ordinality) loop
    of_text := null;
    for word in select w from regexp_split_to_table(map_fold(said.value), '\s+') w where w <> '' loop
      query := map_word_query(association, word.w, said.first);
      if query is not null and numnode(query) > 0 then
        of_text := coalesce(of_text && query, query);
        if said.first then
          plain := map_any(tsvector_to_array(map_lexemes(word.w)));
          written := coalesce(written && plain, plain);
        end if;
      end if;
    end loop;
    asked := coalesce(asked || of_text, asked, of_text);
  end loop;
end $function$

CREATE OR REPLACE FUNCTION public.map_units()
 RETURNS TABLE(unit_id integer, authority_id integer, kind text, name text, phone text, active boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select u.unit_id, u.authority_id, u.kind, u.name, u.phone, u.active from unit u where u.association_id = map_association() order by u.unit_id
$function$

CREATE OR REPLACE FUNCTION public.map_word_query(association integer, folded text, typed boolean)
 RETURNS tsquery
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  stems text[] := tsvector_to_array(map_lexemes(folded));
  stem text := (select one from unnest(stems) one order by length(one), one limit 1);
  others text[];
begin
  if stem is null or length(stem) < 3 or not (typed or length(stem) >= 6) then return map_any(stems); end if;
  select array_agg(distinct l) into others
  from (select lexemes from map_word where association_id = association
        and key like case when length(stem) >= 4 then '%' else '' end || replace(replace(replace(stem, '\', '\\'), '%', '\%'), '_', '\_') || '%' limit 80) w, unnest(w.lexemes) l;
  if others is null then return map_any(stems); end if;
  if length(stem) < 4 then return map_any(array(select distinct l from unnest(stems || others) l)); end if;
  -- Words that begin with the stem are asked for by their beginning: one question instead of many.
  return coalesce(map_begins(stem) || map_any(array(select distinct l from unnest(stems || others) l where not starts_with(l, stem))), map_begins(stem));
end $function$

CREATE OR REPLACE FUNCTION public.may_open(thread uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select thread = any (viewer_glass())
    or exists (select from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread and h.since <= viewer_today()
               and (h.until is null or h.until > viewer_today()) and h.unit_id * 16 = any (viewer_grantees()))
    or (select a.acl && viewer_grantees() from acl_now(viewer_association(), thread, 0, 0, 'person', viewer_today()) a)
$function$

CREATE OR REPLACE FUNCTION public.may_protect(i participant_identity)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select i.association_id = viewer_association() and viewer_holds(i.thread_id) and viewer_leads(carrying_unit(i.thread_id))
    and (i.protection = 'none' or viewer_user() = any (i.named_user_ids)
      or not exists (select from unnest(i.named_user_ids) n where works_in(n, carrying_unit(i.thread_id))))
$function$

CREATE OR REPLACE FUNCTION public.name_pattern(word text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select '%' || replace(replace(replace(search_key_of(word), '\', '\\'), '%', '\%'), '_', '\_') || '%'
$function$

CREATE OR REPLACE FUNCTION public.name_receivers(referral uuid, receivers uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare r referral;
begin
  select * into r from referral x where x.association_id = viewer_association() and x.referral_id = name_receivers.referral
    and x.state = 'sent' and viewer_in_unit(x.unit_id) and viewer_holds(x.thread_id);
  if r.referral_id is null or exists (select from unnest(receivers) n where not works_in(n, r.to_unit_id) and not works_in(n, r.unit_id)) then
    raise exception 'no such receivers' using errcode = '42501';
  end if;
  update participant_identity i
  set named_user_ids = (select array_agg(distinct id) from unnest(i.named_user_ids || receivers) id), version = i.version + 1
  where i.association_id = r.association_id and i.thread_id = r.thread_id and i.protection <> 'none' and viewer_user() = any (i.named_user_ids);
end $function$

CREATE OR REPLACE FUNCTION public.name_tracks()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with named as (
    select e.association_id, lower(e.name) as name, (array_agg(e.entry_id))[1] as entry_id from map_entry e
    where e.kind <> 'provider' and e.status <> 'removed' group by 1, 2 having count(*) = 1
  )
  update track t set entry_id = n.entry_id from named n
  where t.association_id = n.association_id and lower(t.name) = n.name and t.entry_id is null
$function$

CREATE OR REPLACE FUNCTION public.named_carrier()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if new.team_unit_id is not null and exists (
    select from participant_identity i where i.association_id = new.association_id and i.thread_id = new.thread_id and i.protection <> 'none'
      and not exists (select from unnest(i.named_user_ids) n where works_in(n, new.team_unit_id))) then
    raise exception 'somebody of the carrying unit must be named' using errcode = '23514', constraint = 'participant_identity_named';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.next_case_number(on_day date)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select (draw_case_numbers(viewer_association(), extract(year from on_day)::int, 1))[1]
$function$

CREATE OR REPLACE FUNCTION public.nobody_named(thread uuid, unit integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from participant_identity i
    where i.association_id = viewer_association() and i.thread_id = nobody_named.thread and i.protection <> 'none' and viewer_holds(i.thread_id)
      and not exists (select from unnest(i.named_user_ids) n where works_in(n, nobody_named.unit)))
$function$

CREATE OR REPLACE FUNCTION public.only_closed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed text[];
  closing text[] := case tg_table_name
    when 'assignment' then array['until_on', 'gap_reason', 'version']
    when 'track' then array['end_on', 'outcome', 'outcome_note', 'version']
    when 'track_pause' then array['until_on']
    else array['done_on', 'dropped_reason', 'version'] end;
  was jsonb := to_jsonb(old);
begin
  if current_user <> 'rt_app' or viewer_in_unit(old.unit_id) then return new; end if;
  select array_agg(n.key) into changed from jsonb_each(to_jsonb(new)) n where n.value is distinct from was -> n.key;
  if not coalesce(changed, '{}') <@ closing
     or coalesce(was ->> 'end_on', was ->> 'done_on', nullif(was ->> 'dropped_reason', '')) is not null
     or (tg_table_name = 'assignment' and was ->> 'until_on' is not null)
     or (tg_table_name = 'track_pause' and was ->> 'until_on' is not null and to_jsonb(new) ->> 'until_on' > was ->> 'until_on')
  then raise exception 'what another unit wrote is closed, not changed' using errcode = '42501'; end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.open_glass(person text, case_no text, unit integer, why text)
 RETURNS TABLE(thread_id uuid, break_glass_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare found uuid; glass uuid; owner_authority int;
begin
  if not coalesce(viewer_in_unit(unit), false) then raise exception 'not a unit of the viewer' using errcode = '42501'; end if;
  if length(trim(why)) < 10 then raise exception 'a reason is needed' using errcode = '23514'; end if;
  if glass_attempts_left() = 0 then raise exception 'too many attempts' using errcode = '42501'; end if;
  select u.authority_id into owner_authority from unit u where u.association_id = viewer_association() and u.unit_id = unit;
  found := glass_thread(person, case_no, false);
  if found is null then return; end if;
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  values (viewer_association(), viewer_user(), unit, owner_authority, 'break_glass', 'break_glass', found);
  insert into break_glass (association_id, thread_id, user_id, unit_id, reason, until)
  values (viewer_association(), found, viewer_user(), unit, trim(why), now() + interval '1 hour') returning break_glass.break_glass_id into glass;
  insert into thread_event (association_id, thread_id, unit_id, authority_id, category, kind, subject, subject_id, on_day, actor_id)
  values (viewer_association(), found, unit, owner_authority, 'held', 'glass-broken', 'break_glass', glass, viewer_today(), viewer_user());
  return query select found, glass;
end $function$

CREATE OR REPLACE FUNCTION public.open_maps()
 RETURNS TABLE(association_id integer, name text, short_name text, demo boolean, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select o.association_id, o.name, o.short_name, o.demo, map_state(o.association_id) from association o where o.map_public order by o.association_id limit 500
$function$

CREATE OR REPLACE FUNCTION public.organisation_admits(authority integer, subject text, address text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (
    select from authority_sign_in s
    join account_user u on u.association_id = s.association_id and lower(u.email) = lower(address) and u.active
    where s.authority_id = authority and s.active and lower(address) like '%@' || s.domain
      and not exists (select from account_credential c where c.provider_id = 'authority-' || authority and c.user_id = u.id and c.account_id <> subject)
      and not exists (select from account_credential c where c.provider_id = 'authority-' || authority and c.account_id = subject and c.user_id <> u.id))
$function$

CREATE OR REPLACE FUNCTION public.organisation_of_address(association integer, address text)
 RETURNS TABLE(authority_id integer, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select a.authority_id, a.name
  from authority_sign_in s join authority a on a.association_id = s.association_id and a.authority_id = s.authority_id
  where s.association_id = association and s.active and lower(address) like '%@' || s.domain
$function$

CREATE OR REPLACE FUNCTION public.organisation_sign_ins()
 RETURNS TABLE(authority_id integer, name text, issuer text, authorization_url text, token_url text, userinfo_url text, jwks_url text, client_id text, sealed_secret text, scopes text, email_claim text, trusts_email boolean, domain text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select s.authority_id, a.name, s.issuer, s.authorization_url, s.token_url, s.userinfo_url, s.jwks_url, s.client_id,
    s.sealed_secret, s.scopes, s.email_claim, s.trusts_email, s.domain
  from authority_sign_in s join authority a on a.association_id = s.association_id and a.authority_id = s.authority_id
  where s.active order by s.authority_id
$function$

CREATE OR REPLACE FUNCTION public.organisation_sign_ins_version()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select count(*) || ' ' || coalesce(max(changed_at)::text, '') || ' ' || coalesce(string_agg(authority_id::text, ',' order by authority_id) filter (where active), '')
  from authority_sign_in
$function$

CREATE OR REPLACE FUNCTION public.own_body(unit integer, authority integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select case when unit is null then authority is null else viewer_in_unit(unit) and exists (
    select from unit u where u.association_id = viewer_association() and u.unit_id = own_body.unit and u.authority_id = own_body.authority) end
$function$

CREATE OR REPLACE FUNCTION public.part_ended(association integer, thread uuid, holder integer)
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with course as (
    select t.unit_id, t.team_unit_id, t.intake_on, t.discharged_on, t.state, coalesce(t.team_unit_id, t.unit_id) as carrier
    from thread t where t.association_id = association and t.thread_id = thread
  ), sent as (
    select r.unit_id, r.to_unit_id, r.state, r.sent_on, r.decided_on, r.taken_in_on,
      (select min(d.on_day) from discharge d where d.association_id = association and d.thread_id = thread and d.unit_id = r.to_unit_id
         and d.on_day >= r.taken_in_on and (d.reopened_on is null or d.reopened_on > r.taken_in_on)) as course_ended
    from referral r where r.association_id = association and r.thread_id = thread and r.state <> 'draft'
  ), led as (
    -- Referrals that led to the course the team is in now.
    select s.unit_id from sent s, course c where s.to_unit_id = c.team_unit_id and s.taken_in_on >= c.intake_on
  )
  select case
    when c.state <> 'discharged' and c.carrier = holder then null
    when exists (select from sent s where holder in (s.unit_id, s.to_unit_id)
      and (s.state in ('sent', 'received', 'study_visit') or (s.state = 'accepted' and (s.taken_in_on is null
        -- The team is just taking the person in: the thread says so next.
        or s.taken_in_on > coalesce(c.intake_on, '-infinity'))))) then null
    when c.state <> 'discharged' and exists (select from sent s where s.unit_id = holder and s.to_unit_id = c.team_unit_id and s.taken_in_on >= c.intake_on
      and s.course_ended is null) then null
    when c.state <> 'discharged' and c.unit_id = holder and not exists (select from led) and not exists (
      select from discharge d where d.association_id = association and d.thread_id = thread) then null
    else greatest(
      h.since,
      case when c.state = 'discharged' and c.carrier = holder then c.discharged_on end,
      -- It began the thread, and nothing says whose referral led to the team.
      case when c.unit_id = holder and not exists (select from led) then coalesce(
        (select min(d.on_day) from discharge d where d.association_id = association and d.thread_id = thread), c.discharged_on) end,
      (select max(d.on_day) from discharge d where d.association_id = association and d.thread_id = thread and d.unit_id = holder),
      (select max(greatest(s.sent_on, s.decided_on, s.taken_in_on, case when s.unit_id = holder then s.course_ended end)) from sent s
        where holder in (s.unit_id, s.to_unit_id)))
    end
  from thread_unit h, course c
  where h.association_id = association and h.thread_id = thread and h.unit_id = holder
$function$

CREATE OR REPLACE FUNCTION public.part_of_ended_thread()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update thread_unit h set ended_on = part_ended(new.association_id, new.thread_id, h.unit_id) where h.association_id = new.association_id and h.thread_id = new.thread_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.participant_search_key()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  new.search_key := search_key_of(new.given_name || ' ' || new.family_name);
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.preview_open(acl integer[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(current_setting('app.preview', true), '') = '' or acl && viewer_preview() $function$

CREATE OR REPLACE FUNCTION public.preview_rows(table_name text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  -- Stamped anew by the disclosure that is tried out, so the row's own list is enough.
  execute format('create policy previewed on %I as restrictive for select to rt_app using (preview_open(acl))', table_name);
end $function$

CREATE OR REPLACE FUNCTION public.protect_rows(table_name text, shared boolean, may_update boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform protect_rows_by_policies(table_name, shared, may_update);
  perform preview_rows(table_name);
end $function$

CREATE OR REPLACE FUNCTION public.protect_rows_by_policies(table_name text, shared boolean, may_update boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  own text := case when shared then '(viewer_in_unit(unit_id) or coalesce(viewer_in_unit(also_unit_id), false))' else 'viewer_in_unit(unit_id)' end;
  columns text;
begin
  insert into protected_table values (table_name, shared);
  execute format('alter table %I enable row level security', table_name);
  execute format('create policy sight on %I for select to rt_app using (%s)', table_name, sight_of(shared));
  execute format('create policy write_own on %I for insert to rt_app with check (association_id = (select viewer_association()) and %s and may_open(thread_id))', table_name, own);
  execute format('create trigger stamp before insert %s on %I for each row execute function %s()',
    case when shared and may_update then 'or update of also_unit_id' else '' end, table_name, case when shared then 'acl_stamp_shared' else 'acl_stamp' end);
  execute format('grant select, insert on %I to rt_app', table_name);
  if may_update then
    execute format('create policy change_own on %I for update to rt_app using (%s and %s) with check (%s)', table_name, sight_of(shared), own, own);
    select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns c
    where c.table_schema = 'public' and c.table_name = protect_rows_by_policies.table_name
      and column_name not in ('association_id', 'thread_id', 'unit_id', 'authority_id', 'category', 'acl', 'acl_until');
    execute format('grant update (%s) on %I to rt_app', columns, table_name);
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.protection_now(thread uuid)
 RETURNS TABLE(protection text, named_user_ids uuid[], version integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select i.protection, i.named_user_ids, i.version from participant_identity i
  where i.association_id = viewer_association() and i.thread_id = protection_now.thread and may_protect(i)
$function$

CREATE OR REPLACE FUNCTION public.protections_lifted()
 RETURNS TABLE(thread_id uuid, case_number text, lifted_on date, lifted_by text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select i.thread_id, t.case_number, i.lifted_on, u.name
  from participant_identity i join thread t on t.association_id = i.association_id and t.thread_id = i.thread_id join account_user u on u.id = i.lifted_by
  where i.association_id = viewer_association() and viewer_user() = any (i.lifted_from) and i.lifted_by <> viewer_user()
    and i.lifted_on > viewer_today() - 14 and viewer_holds(i.thread_id)
  order by i.lifted_on desc, i.thread_id limit 20
$function$

CREATE OR REPLACE FUNCTION public.public_contacts()
 RETURNS TABLE(association text, authority text, kind text, email text, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select o.name, a.name, a.kind, a.contact_email, a.contact_phone
  from authority a join association o on o.association_id = a.association_id
  where a.contact_email is not null or a.contact_phone is not null
  order by o.name, (a.kind = 'association') desc, a.authority_id
  limit 500
$function$

CREATE OR REPLACE FUNCTION public.read_log_canonical(r read_log)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select (jsonb_build_array(r.read_log_id, r.era, r.tx::text, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.user_id, r.unit_id,
    r.authority_id, r.what, r.ground, r.thread_id, to_jsonb(r.thread_ids)) || case when r.search_by is null then '[]'::jsonb else jsonb_build_array(r.search_by) end)::text
$function$

CREATE OR REPLACE FUNCTION public.read_log_hash(association integer, in_era integer, after_tx xid8, to_tx xid8, previous text, OUT rows integer, OUT hash text)
 RETURNS record
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select count(*)::int,
    encode(sha256(convert_to(previous || E'\n' || coalesce(string_agg(read_log_canonical(r), E'\n' order by r.tx, r.read_log_id), ''), 'UTF8')), 'hex')
  from read_log r
  where r.association_id = association and r.era = in_era and (after_tx is null or r.tx > after_tx) and r.tx <= to_tx
$function$

CREATE OR REPLACE FUNCTION public.read_log_of(thread uuid)
 RETURNS TABLE(at timestamp with time zone, user_id uuid, user_name text, unit_id integer, authority_id integer, what text, ground text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select r.at, r.user_id, u.name, r.unit_id, r.authority_id, r.what, r.ground
  from read_log r join account_user u on u.id = r.user_id
  where r.association_id = viewer_association() and viewer_holds(thread) and (r.thread_id = thread or r.thread_ids @> array[thread])
$function$

CREATE OR REPLACE FUNCTION public.referral_texts_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_user = 'rt_app' and not coalesce(viewer_in_unit(old.unit_id), false)
     and (new.reason, new.tried_before, new.own_words, new.checklist, new.agreed_how, new.agreed_on, new.language, new.interpreter, new.language_support,
          new.wished_start, new.to_intervention, new.to_unit_id, new.also_unit_id, new.contact_user_id, new.sent_on)
      is distinct from
         (old.reason, old.tried_before, old.own_words, old.checklist, old.agreed_how, old.agreed_on, old.language, old.interpreter, old.language_support,
          old.wished_start, old.to_intervention, old.to_unit_id, old.also_unit_id, old.contact_user_id, old.sent_on)
  then raise exception 'the text of a referral belongs to its sender' using errcode = '42501'; end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.refresh_acl(thread uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select refresh_acl_of(viewer_association(), thread)
$function$

CREATE OR REPLACE FUNCTION public.refresh_acl_of(association integer, thread uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare t record;
begin
  perform lock_sight(association, thread);
  for t in select name, shared from protected_table loop
    execute format($q$
      update %1$I r set acl = n.acl || %2$s, acl_until = n.acl_until
      from (select k.unit_id, k.authority_id, k.category, a.acl, a.acl_until
            from (select distinct unit_id, authority_id, category from %1$I where association_id = $1 and thread_id = $2) k,
                 lateral acl_now($1, $2, k.unit_id, k.authority_id, k.category, $3) a) n
      where r.association_id = $1 and r.thread_id = $2 and r.unit_id = n.unit_id and r.authority_id = n.authority_id and r.category = n.category
        and (r.acl is distinct from (n.acl || %2$s) or r.acl_until is distinct from n.acl_until)
    $q$, t.name, case when t.shared then $s$case when r.also_unit_id is null then '{}'::int[] else array[r.also_unit_id * 16] end$s$ else $s$'{}'::int[]$s$ end)
    using association, thread, viewer_today();
  end loop;
end $function$

CREATE OR REPLACE FUNCTION public.report_figures()
 RETURNS TABLE(association_id integer, association text, as_of date, unit_id integer, name text, way_of_working text, capacity integer, queued integer, active integer, begun_year integer, ended_year integer, to_work_or_studies integer, median_wait_days integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select a.association_id, a.name, f.* from association a
  cross join lateral team_figures_of(a.association_id, (now() at time zone 'Europe/Stockholm')::date) f
$function$

CREATE OR REPLACE FUNCTION public.reserve_case_numbers(on_day date, wanted integer)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if viewer_association() is null or wanted not between 1 and 20000 or cardinality(viewer_grantees()) = 0
     or extract(year from on_day) <> extract(year from viewer_today()) then raise exception 'no numbers' using errcode = '42501'; end if;
  return draw_case_numbers(viewer_association(), extract(year from on_day)::int, wanted);
end $function$

CREATE OR REPLACE FUNCTION public.restamp_turned(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare t record; done int := 0;
begin
  for t in select association_id, thread_id from participant_identity where acl_until <= viewer_today() order by acl_until, thread_id limit most loop
    perform refresh_acl_of(t.association_id, t.thread_id);
    done := done + 1;
  end loop;
  return done;
end $function$

CREATE OR REPLACE FUNCTION public.reviewed_authorities()
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(array_agg(distinct a.authority_id), '{}')
  from user_role r
  join account_user u on u.id = r.user_id and u.active
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id and un.kind <> 'association'
  join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id and a.kind <> 'association'
  where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('log_reviewer', 'administrator')
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
$function$

CREATE OR REPLACE FUNCTION public.role_only_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_user = 'rt_app' and (new.valid_until is null or new.valid_until > coalesce(old.valid_until, 'infinity')) then
    raise exception 'a role is given anew, not made longer' using errcode = '42501';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.row_open_now(association integer, thread uuid, owner_unit integer, owner_authority integer, row_category text, also_unit integer DEFAULT NULL::integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  return coalesce((select n.acl from acl_now(association, thread, owner_unit, owner_authority, row_category, viewer_today()) n) && viewer_grantees(), false)
    or coalesce(also_unit * 16 = any (viewer_grantees()), false);
end $function$

CREATE OR REPLACE FUNCTION public.seal_read_log(association integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare last record; part record; link record; cut xid8; sealed int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('read_log_seal'), association);
  loop
    select * into last from read_log_seal s where s.association_id = association order by s.seal_no desc limit 1;
    select min(r.era) as era into part from read_log r
    where r.association_id = association
      and (last.seal_no is null or r.era > last.era or (r.era = last.era and r.tx > last.last_tx))
      and (r.tx < pg_snapshot_xmin(pg_current_snapshot()) or r.era < (select max(m.era) from read_log m where m.association_id = association));
    exit when part.era is null;
    select max(batch.tx) into cut from (
      select r.tx from read_log r
      where r.association_id = association and r.era = part.era and (last.seal_no is null or r.era > last.era or r.tx > last.last_tx)
        and (r.tx < pg_snapshot_xmin(pg_current_snapshot()) or r.era < (select max(m.era) from read_log m where m.association_id = association))
      order by r.tx, r.read_log_id limit 5000) batch;
    select * into link from read_log_hash(association, part.era, case when last.era = part.era then last.last_tx end, cut, coalesce(last.hash, ''));
    insert into read_log_seal (association_id, seal_no, era, first_tx, last_tx, rows, previous, hash)
    values (association, coalesce(last.seal_no, 0) + 1, part.era,
      (select min(r.tx) from read_log r where r.association_id = association and r.era = part.era and (last.seal_no is null or r.era > last.era or r.tx > last.last_tx)),
      cut, link.rows, coalesce(last.hash, ''), link.hash);
    sealed := sealed + link.rows;
  end loop;
  return sealed;
end $function$

CREATE OR REPLACE FUNCTION public.seal_read_logs()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(sum(seal_read_log(association_id)), 0)::int from association
$function$

CREATE OR REPLACE FUNCTION public.search_key_of(name text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select ' ' || btrim(regexp_replace(lower(unaccent(name)), '[^[:alnum:]]+', ' ', 'g'))
$function$

CREATE OR REPLACE FUNCTION public.sees_own_words(thread uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select viewer_holds(thread) or thread = any (viewer_glass()) or exists (
    select 1 from disclosure d
    join thread t on t.association_id = d.association_id and t.thread_id = d.thread_id
    join unit u on u.association_id = t.association_id and u.unit_id = coalesce(t.team_unit_id, t.unit_id)
      and case when d.ground = 'consent' then u.authority_id = d.from_authority_id else u.unit_id = d.unit_id end
    where d.association_id = viewer_association() and d.thread_id = thread and d.withdrawn_at is null and 'plan' = any (d.categories)
      and d.valid_from <= viewer_today() and d.valid_until >= viewer_today()
      and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 1 = any (viewer_grantees()))
$function$

CREATE OR REPLACE FUNCTION public.set_map_public(open boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if not viewer_keeps_map() then return false; end if;
  update association set map_public = open where association_id = viewer_association();
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.set_protection(thread uuid, level text, named uuid[], expected integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare i participant_identity;
begin
  select * into i from participant_identity p where p.association_id = viewer_association() and p.thread_id = set_protection.thread for update;
  if i.thread_id is null or not coalesce(may_protect(i), false) then
    raise exception 'the unit that carries the person protects them' using errcode = '42501';
  end if;
  if i.version <> expected then return false; end if;
  if level <> 'none' then
    if not exists (select from unnest(named) n where works_in(n, carrying_unit(i.thread_id))) then
      raise exception 'somebody of the carrying unit must be named' using errcode = '23514', constraint = 'participant_identity_named';
    end if;
    if exists (select from unnest(named) n where not exists (
        select from thread_unit h where h.association_id = i.association_id and h.thread_id = i.thread_id and h.until is null and works_in(n, h.unit_id))) then
      raise exception 'only who works with the person is named' using errcode = '23514', constraint = 'participant_identity_named';
    end if;
  end if;
  update participant_identity p set protection = level, named_user_ids = case when level = 'none' then '{}' else named end, version = p.version + 1,
    lifted_on = case when level = 'none' and p.protection <> 'none' then viewer_today() else p.lifted_on end,
    lifted_by = case when level = 'none' and p.protection <> 'none' then viewer_user() else p.lifted_by end,
    lifted_from = case when level = 'none' and p.protection <> 'none' then p.named_user_ids else p.lifted_from end
  where p.association_id = i.association_id and p.thread_id = i.thread_id;
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.set_sight_days(days integer, expected integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare t record;
begin
  if not coalesce(viewer_administers(), false) then raise exception 'an administrator sets this' using errcode = '42501'; end if;
  update association a set sight_days = days where a.association_id = viewer_association() and a.sight_days = expected;
  if not found then return false; end if;
  for t in select distinct h.thread_id from thread_unit h where h.association_id = viewer_association() and h.ended_on is not null loop
    perform refresh_acl_of(viewer_association(), t.thread_id);
  end loop;
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.settle_parts(association integer, thread uuid, anew boolean DEFAULT false)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare turned int;
begin
  update thread_unit h set ended_on = part_ended(association, thread, h.unit_id)
  where h.association_id = association and h.thread_id = thread and h.ended_on is distinct from part_ended(association, thread, h.unit_id);
  get diagnostics turned = row_count;
  if turned > 0 or anew then perform refresh_acl_of(association, thread); end if;
end $function$

CREATE OR REPLACE FUNCTION public.settle_parts_of_row()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform settle_parts(new.association_id, new.thread_id, tg_table_name = 'thread');
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.settle_thread(thread uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare settled text;
begin
  if not coalesce(may_open(settle_thread.thread), false) then raise exception 'may not open this thread' using errcode = '42501'; end if;
  update thread t set state = case
      when t.state = 'active' then 'active'
      when exists (select 1 from queue_entry q where q.association_id = t.association_id and q.thread_id = t.thread_id and q.left_on is null) then 'queued'
      when exists (select 1 from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id and r.state in ('sent', 'received', 'study_visit')) then 'referred'
      when t.discharged_on is not null then 'discharged'
      else 'begun' end
  where t.association_id = viewer_association() and t.thread_id = settle_thread.thread
  returning t.state into settled;
  return settled;
end $function$

CREATE OR REPLACE FUNCTION public.shown_count(n bigint)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ select case when n between 1 and 4 then null else n::int end $function$

CREATE OR REPLACE FUNCTION public.sight_ends(association integer, ended_on date)
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select ended_on + a.sight_days from association a where a.association_id = association
$function$

CREATE OR REPLACE FUNCTION public.sight_of(shared boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select format($p$ association_id = (select viewer_association()) and (
    case when acl_until > (select viewer_today()) then acl && (select viewer_grantees())
      else row_open_now(association_id, thread_id, unit_id, authority_id, category%s) end
    or glass_open(thread_id)) $p$, case when shared then ', also_unit_id' else '' end)
$function$

CREATE OR REPLACE FUNCTION public.stamp_after_disclosure()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'DELETE' then
    perform refresh_acl_of(old.association_id, old.thread_id);
  else
    perform refresh_acl_of(new.association_id, new.thread_id);
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.survey_answer(digest text, barrier text, answer text, language text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  way_state text := coalesce((select w.state from survey_way(survey_answer.digest) w), 'unknown');
  l survey_link;
begin
  if way_state <> 'open' then return way_state; end if;
  if not (survey_answer.barrier = any (array['mental_ill_health', 'lack_of_self_belief', 'lack_of_work_experience', 'language', 'low_education',
      'physical_ill_health', 'disability', 'addiction', 'other', 'high_age']))
    or not (survey_answer.answer = any (array['yes', 'no', 'unsure'])) then
    raise exception 'no such answer' using errcode = '22023';
  end if;
  select * into l from survey_link where survey_link.digest = survey_answer.digest;
  insert into survey_self as s (association_id, survey_person_id, survey_round_id, unit_id, authority_id, answers, language, how)
  values (l.association_id, l.survey_person_id, l.survey_round_id, l.unit_id, l.authority_id,
    jsonb_build_object(survey_answer.barrier, survey_answer.answer), survey_answer.language, l.how)
  on conflict (association_id, survey_person_id) do update
    set answers = s.answers || excluded.answers, language = excluded.language, how = excluded.how, version = s.version + 1
    -- What was sent meanwhile from elsewhere stands.
    where s.done_at is null and s.how <> 'paper';
  return case when found then 'saved' else 'used' end;
exception when sqlstate '55000' then return 'closed';
end $function$

CREATE OR REPLACE FUNCTION public.survey_closing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform from survey_round r where r.association_id = new.association_id and r.survey_round_id = new.survey_round_id for update;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.survey_delete_round(association integer, round uuid, on_day date, seal_key text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare r survey_round; people int;
begin
  perform assert_program();
  select * into r from survey_round o where o.association_id = association and o.survey_round_id = round and o.deleted_on is null and o.delete_on <= on_day for update;
  if not found then return false; end if;
  select count(*) into people from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
  if r.state = 'draft' then
    delete from survey_round o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
  else
    update survey_round o set state = 'closed', closed_on = coalesce(o.closed_on, on_day), deleted_on = on_day, version = o.version + 1
    where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
    delete from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
    delete from survey_order o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
    update survey_release s set people = array(
      select 'sealed:' || encode(sha256(convert_to(seal_key || ':' || split_part(line, E'\t', 1), 'UTF8')), 'hex') || substr(line, strpos(line, E'\t'))
      from unnest(s.people) with ordinality u (line, place) order by place)
    where s.association_id = r.association_id and s.survey_round_id = r.survey_round_id;
  end if;
  -- What was corrected stands in the log with the rating it had: that goes too. Who did what on which day stays.
  update survey_event e set data = e.data - 'was' where e.association_id = r.association_id and e.survey_round_id = r.survey_round_id and e.data ? 'was';
  insert into survey_event (association_id, survey_round_id, unit_id, authority_id, kind, on_day, data)
  values (r.association_id, r.survey_round_id, r.unit_id, r.authority_id, 'ratings-deleted', on_day, jsonb_build_object('people', people, 'due', r.delete_on));
  return true;
end $function$

CREATE OR REPLACE FUNCTION public.survey_due(on_day date)
 RETURNS TABLE(association_id integer, survey_round_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform assert_program();
  return query select r.association_id, r.survey_round_id from survey_round r where r.deleted_on is null and r.delete_on <= on_day
    order by r.delete_on, r.association_id, r.survey_round_id;
end $function$

CREATE OR REPLACE FUNCTION public.survey_finish(digest text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  way_state text := coalesce((select w.state from survey_way(survey_finish.digest) w), 'unknown');
  l survey_link;
begin
  if way_state <> 'open' then return way_state; end if;
  select * into l from survey_link where survey_link.digest = survey_finish.digest;
  update survey_self s set done_at = now(), version = s.version + 1
  where s.association_id = l.association_id and s.survey_person_id = l.survey_person_id and s.done_at is null and s.how <> 'paper'
    and (select count(*) from jsonb_object_keys(s.answers)) = 10;
  if not found then return 'unanswered'; end if;
  update survey_link set used_at = now() where association_id = l.association_id and survey_link_id = l.survey_link_id;
  insert into survey_event (association_id, survey_round_id, unit_id, authority_id, survey_person_id, kind, on_day, data)
  values (l.association_id, l.survey_round_id, l.unit_id, l.authority_id, l.survey_person_id, 'self-answered', viewer_today(), jsonb_build_object('how', l.how));
  return 'done';
exception when sqlstate '55000' then return 'closed';
end $function$

CREATE OR REPLACE FUNCTION public.survey_forget_told(on_day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform assert_program();
  delete from survey_release s
  where not exists (
    select from survey_release t join survey_round o on o.association_id = t.association_id and o.survey_round_id = t.survey_round_id
    where t.association_id = s.association_id and t.survey_report_id = s.survey_report_id
      and (o.deleted_on is null or make_date(extract(year from o.deleted_on)::int + 5, 12, 31) > on_day));
end $function$

CREATE OR REPLACE FUNCTION public.survey_joint_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare j survey_joint; r survey_round;
begin
  select * into j from survey_joint where association_id = new.association_id and survey_joint_id = new.survey_joint_id for share;
  if j.state <> 'asking' then raise exception 'the joint report is not asked about' using errcode = '55000', constraint = 'survey_joint_asking'; end if;
  select * into r from survey_round where association_id = new.association_id and survey_round_id = new.survey_round_id for key share;
  if new.answer = 'yes' and (r.state <> 'closed' or r.deleted_on is not null or r.month <> j.month) then
    raise exception 'not a closed round of the month' using errcode = '55000', constraint = 'survey_joint_round';
  end if;
  new.reason_list := r.reason_list;
  new.barrier_list := r.barrier_list;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.survey_joint_held(joint uuid)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select j.state from survey_joint j
  where j.association_id = viewer_association() and j.survey_joint_id = joint and joint = any (viewer_joints()) for share
$function$

CREATE OR REPLACE FUNCTION public.survey_led_together(association integer, units integer[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare today date := (now() at time zone 'Europe/Stockholm')::date;
begin
  perform assert_program();
  return (
    with held as (
      select r.user_id, r.unit_id, r.role from user_role r join account_user u on u.id = r.user_id and u.active
      where r.association_id = survey_led_together.association and r.unit_id = any (units)
        and r.valid_from <= today and (r.valid_until is null or r.valid_until >= today)),
    led as (
      select h.user_id, h.unit_id from held h
      where h.role = 'team_leader' or not exists (select from held l where l.unit_id = h.unit_id and l.role = 'team_leader'))
    select coalesce(jsonb_agg(distinct k.units), '[]') from (
      select jsonb_agg(distinct led.unit_id order by led.unit_id) as units from led group by led.user_id having count(distinct led.unit_id) > 1) k);
end $function$

CREATE OR REPLACE FUNCTION public.survey_order_end(association integer, ord uuid, outcome jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare o survey_order; r survey_round; j survey_joint; report uuid; inside int[]; why text := outcome ->> 'because';
begin
  perform assert_program();
  select q.* into o from survey_order q where q.association_id = survey_order_end.association and q.survey_order_id = ord and q.state = 'ordered';
  -- Joint report, rounds, order: whoever answers takes the first two so, whoever deletes ratings the last two. Nobody waits in a circle, and nothing is deleted between
  -- the look at a round and what is written of it.
  select * into j from survey_joint where association_id = o.association_id and survey_joint_id = o.survey_joint_id for update;
  perform from survey_round q where q.association_id = o.association_id and (q.survey_round_id = o.survey_round_id
    or q.survey_round_id in (select l."roundId" from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)))
    order by q.survey_round_id for key share of q;
  select * into o from survey_order where survey_order.association_id = survey_order_end.association and survey_order_id = ord and state = 'ordered' for update;
  if not found then return; end if;
  select * into r from survey_round where association_id = o.association_id and survey_round_id = o.survey_round_id;
  -- What happened while it was being made: the day of deletion came, a round was taken back, it was given up or made by another order.
  if exists (select from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId" where q.deleted_on is not null)
    or r.deleted_on is not null then why := 'deleted';
  elsif j.state <> 'asking' then why := 'over';
  elsif why is null and j.survey_joint_id is not null and exists (select from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    where not exists (select from survey_joint_part p where p.association_id = o.association_id and p.survey_joint_id = o.survey_joint_id
      and p.survey_round_id = l."roundId")) then why := 'takenBack';
  end if;
  if why is null then
    select coalesce(array_agg(q.unit_id order by q.unit_id), '{}') into inside from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId" where j.survey_joint_id is not null;
    insert into survey_report (association_id, survey_round_id, survey_joint_id, unit_id, authority_id, audience, month, title, units, missing_units, filter, rules, shown, saved_by)
    values (o.association_id, o.survey_round_id, o.survey_joint_id, o.unit_id, o.authority_id, o.audience, coalesce(r.month, j.month), j.title, inside,
      coalesce((select array_agg(p.unit_id order by p.unit_id) from survey_joint_part p where p.association_id = o.association_id
        and p.survey_joint_id = o.survey_joint_id and p.unit_id <> all (inside)), '{}'),
      o.filter, outcome -> 'rules', outcome -> 'shown', o.ordered_by)
    returning survey_report_id into report;
    insert into survey_release (association_id, survey_report_id, survey_round_id, unit_id, authority_id, people)
    select q.association_id, report, q.survey_round_id, q.unit_id, q.authority_id, l.people
    from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid, people text[])
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId";
    update survey_joint u set state = 'made', version = u.version + 1 where u.association_id = o.association_id and u.survey_joint_id = o.survey_joint_id;
  end if;
  update survey_order u set state = case when why is null then 'saved' else 'refused' end, because = why, survey_report_id = report, ended_at = now(),
    with_reports = coalesce((select array_agg(w.value::uuid) from jsonb_array_elements_text(outcome -> 'with') w), '{}'),
    with_units = coalesce((select array_agg(w.value::int) from jsonb_array_elements_text(outcome -> 'units') w), '{}')
  where u.association_id = o.association_id and u.survey_order_id = o.survey_order_id;
  insert into survey_event (association_id, survey_round_id, survey_joint_id, unit_id, authority_id, kind, on_day, actor_id, data)
  values (o.association_id, o.survey_round_id, o.survey_joint_id, o.unit_id, o.authority_id, case when why is null then 'report-saved' else 'report-refused' end,
    o.on_day, o.ordered_by, jsonb_strip_nulls(jsonb_build_object('audience', o.audience, 'report', report, 'because', why)));
end $function$

CREATE OR REPLACE FUNCTION public.survey_order_take(association integer, ord uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform assert_program();
  perform pg_advisory_xact_lock(hashtext('survey_order'), association);
  return (
    with recursive o as (
      select * from survey_order q where q.association_id = survey_order_take.association and q.survey_order_id = ord and q.state = 'ordered'),
    own as (
      select r.* from o join survey_round r on r.association_id = o.association_id and (r.survey_round_id = o.survey_round_id or r.survey_round_id in (
        select p.survey_round_id from survey_joint_part p where p.association_id = o.association_id and p.survey_joint_id = o.survey_joint_id and p.answer = 'yes'))),
    near (unit_id) as (
      select unit_id from own
      union
      select other.unit_id from near
      join o on o.audience = 'outside'
      join survey_release mine on mine.association_id = o.association_id and mine.unit_id = near.unit_id
      join survey_release other on other.association_id = mine.association_id and other.survey_report_id = mine.survey_report_id)
    select jsonb_build_object('audience', o.audience, 'filter', o.filter, 'roundTo', o.round_to, 'joint', o.survey_joint_id is not null,
      'rounds', (
        select coalesce(jsonb_agg(jsonb_build_object('roundId', r.survey_round_id, 'unitId', r.unit_id, 'state', r.state, 'deleted', r.deleted_on is not null,
          'lists', jsonb_build_array(r.reason_list, r.barrier_list), 'people', (
            select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'sex', p.sex, 'birthYear', p.birth_year, 'months', p.months_with_support,
                'reason', p.reason, 'staff', coalesce(p.barriers, '{}'), 'inIntervention', p.in_intervention,
                'self', case when s.done_at is not null then
                  coalesce((select jsonb_agg(k.key) from jsonb_each_text(s.answers) k where k.value = 'yes'), '[]') end)
              order by length(p.code), p.code, p.survey_person_id), '[]')
            from survey_person p
            left join survey_self s on s.association_id = p.association_id and s.survey_person_id = p.survey_person_id
            where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id and p.state = 'rated')) order by r.unit_id), '[]')
        from own r),
      'same', (
        select coalesce(jsonb_agg(g.codes), '[]') from (
          select jsonb_agg(p.code order by p.code) as codes from pseudonym p join near on near.unit_id = p.unit_id
          where p.association_id = o.association_id group by p.thread_id having count(*) > 1) g),
      'releases', case when o.audience = 'unit' then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('reportId', r.survey_report_id,
            'shown', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) = 'number'),
            'hidden', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) <> 'number'),
            'parts', (select jsonb_agg(jsonb_build_object('roundId', s.survey_round_id, 'unitId', s.unit_id, 'people', s.people) order by s.unit_id)
              from survey_release s where s.association_id = r.association_id and s.survey_report_id = r.survey_report_id))
          order by r.survey_report_id), '[]')
        from survey_report r where r.association_id = o.association_id and r.survey_report_id in (
          select s.survey_report_id from survey_release s join near on near.unit_id = s.unit_id where s.association_id = o.association_id)) end)
    from o);
end $function$

CREATE OR REPLACE FUNCTION public.survey_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform assert_owner(new.association_id, new.unit_id, new.authority_id);
  if exists (select from unit u where u.association_id = new.association_id and u.unit_id = new.unit_id and u.kind = 'association') then
    raise exception 'the association rates nobody' using errcode = '42501';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.survey_progress(round uuid)
 RETURNS TABLE(rater_id uuid, people integer, rated integer, skipped integer, self_done integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select p.rater_id, count(*)::int, (count(*) filter (where p.state = 'rated'))::int, (count(*) filter (where p.state = 'skipped'))::int,
    (count(*) filter (where p.self_state = 'done'))::int
  from survey_person p
  where p.association_id = viewer_association() and p.survey_round_id = survey_progress.round and viewer_in_unit(p.unit_id)
  group by p.rater_id
$function$

CREATE OR REPLACE FUNCTION public.survey_progress_of(rounds uuid[])
 RETURNS TABLE(survey_round_id uuid, people integer, rated integer, skipped integer, self_done integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select p.survey_round_id, count(*)::int, (count(*) filter (where p.state = 'rated'))::int, (count(*) filter (where p.state = 'skipped'))::int,
    (count(*) filter (where p.self_state = 'done'))::int
  from survey_round r
  join survey_person p on p.association_id = r.association_id and p.survey_round_id = r.survey_round_id
  where r.association_id = viewer_association() and r.survey_round_id = any (survey_progress_of.rounds) and r.unit_id = any (viewer_units())
  group by p.survey_round_id
$function$

CREATE OR REPLACE FUNCTION public.survey_raters(unit integer)
 RETURNS TABLE(user_id uuid, name text, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select distinct u.id, u.name, u.email from user_role r join account_user u on u.id = r.user_id and u.active
  where r.association_id = viewer_association() and r.unit_id = survey_raters.unit and viewer_in_unit(survey_raters.unit)
    and r.role in ('caseworker', 'team_member', 'team_leader') and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
  order by u.name, u.id
$function$

CREATE OR REPLACE FUNCTION public.survey_self_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update survey_person p set self_state = case when new.done_at is null then 'started' else 'done' end
  where p.association_id = new.association_id and p.survey_person_id = new.survey_person_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.survey_still_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare round_state text; gone date;
begin
  select r.state, r.deleted_on into round_state, gone from survey_round r
  where r.association_id = coalesce(new.association_id, old.association_id) and r.survey_round_id = coalesce(new.survey_round_id, old.survey_round_id) for key share;
  if round_state = 'closed' and not (tg_op = 'DELETE' and gone is not null) then
    raise exception 'the round is closed' using errcode = '55000', constraint = 'survey_round_closed';
  end if;
  return coalesce(new, old);
end $function$

CREATE OR REPLACE FUNCTION public.survey_units_to_ask()
 RETURNS TABLE(authority_id integer, unit_id integer, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with led as (select viewer_led_units() as units)
  select u.authority_id, u.unit_id, u.name from unit u, led
  where u.association_id = viewer_association()
    and u.authority_id in (select o.authority_id from unit o where o.association_id = viewer_association() and o.unit_id = any (led.units))
    and exists (select from survey_round r where r.association_id = u.association_id and r.unit_id = u.unit_id and r.deleted_on is null)
  order by u.name, u.unit_id
$function$

CREATE OR REPLACE FUNCTION public.survey_way(digest text)
 RETURNS TABLE(association text, unit text, how text, state text, answered text[], language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select o.name, u.name, l.how,
    case when s.done_at is not null or s.how = 'paper' then 'used' when l.ended_at is not null then 'ended' when r.state <> 'open' or not r.self_rating then 'closed'
      when l.expires_at <= now() then 'expired' else 'open' end,
    coalesce((select array_agg(k order by k) from jsonb_object_keys(s.answers) k), '{}'), s.language
  from survey_link l
  join survey_round r on r.association_id = l.association_id and r.survey_round_id = l.survey_round_id
  join association o on o.association_id = l.association_id
  join unit u on u.association_id = l.association_id and u.unit_id = l.unit_id
  left join survey_self s on s.association_id = l.association_id and s.survey_person_id = l.survey_person_id
  where l.digest = survey_way.digest
$function$

CREATE OR REPLACE FUNCTION public.sweep_imports()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  delete from import_run where expires_at < now()
$function$

CREATE OR REPLACE FUNCTION public.sweep_map_changes()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with gone as (delete from map_change where at < now() - interval '1 day' returning association_id)
  insert into map_change (association_id) select distinct association_id from gone
$function$

CREATE OR REPLACE FUNCTION public.sweep_map_imports()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  delete from map_import where expires_at < now() and state not in ('done', 'undone');
  delete from map_import_row r using map_import i
    where i.association_id = r.association_id and i.map_import_id = r.map_import_id and i.expires_at < now();
$function$

CREATE OR REPLACE FUNCTION public.team_counts(association integer)
 RETURNS TABLE(unit_id integer, active integer, queued integer, waits integer, median_days integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select u.unit_id,
    (select count(*)::int from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.state = 'active'),
    (select count(*)::int from queue_entry q where q.association_id = u.association_id and q.unit_id = u.unit_id and q.left_on is null),
    r.waits, r.days
  from unit u,
    lateral (
      select count(*)::int as waits, percentile_disc(0.5) within group (order by coalesce(r.taken_in_on, viewer_today()) - r.sent_on) as days
      from referral r
      where r.association_id = u.association_id and r.to_unit_id = u.unit_id and r.state in ('sent', 'received', 'study_visit', 'accepted')
        and r.sent_on is not null and (r.taken_in_on is null or r.taken_in_on > viewer_today() - 90)) r
  where u.association_id = team_counts.association and u.kind = 'team' and u.active
$function$

CREATE OR REPLACE FUNCTION public.team_figures_of(of_association integer, today date)
 RETURNS TABLE(as_of date, unit_id integer, name text, way_of_working text, capacity integer, queued integer, active integer, begun_year integer, ended_year integer, to_work_or_studies integer, median_wait_days integer)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  with period as (
    select (date_trunc('month', team_figures_of.today) - interval '1 day')::date as last_day, (date_trunc('month', team_figures_of.today) - interval '1 year')::date as first_day
  ), teams as (
    select u.association_id, u.unit_id, u.name, u.way_of_working, u.capacity, p.first_day, p.last_day
    from unit u cross join period p
    where u.association_id = of_association and u.kind = 'team' and u.active
  ), counted as (
    select s.*,
      (select count(*) from queue_entry q where q.association_id = s.association_id and q.unit_id = s.unit_id
         and q.entered_on <= s.last_day and (q.left_on is null or q.left_on > s.last_day)) as queued,
      (select count(*) from thread t where t.association_id = s.association_id and t.team_unit_id = s.unit_id and t.intake_on <= s.last_day
         and not exists (select from discharge d where d.association_id = t.association_id and d.thread_id = t.thread_id
           and d.on_day between t.intake_on and s.last_day and (d.reopened_on is null or d.reopened_on > s.last_day))) as active,
      (select count(*) from thread t where t.association_id = s.association_id and t.team_unit_id = s.unit_id and t.intake_on between s.first_day and s.last_day) as begun,
      e.ended, e.to_work, w.median
    from teams s
    cross join lateral (
      select count(*) as ended, count(*) filter (where d.destination in ('work', 'studies')) as to_work from discharge d
      where d.association_id = s.association_id and d.unit_id = s.unit_id and d.on_day between s.first_day and s.last_day
        and (d.reopened_on is null or d.reopened_on > s.last_day)) e
    cross join lateral (
      select case when count(*) >= 5 then round(percentile_cont(0.5) within group (order by t.intake_on - r.sent_on))::int end as median
      from thread t join referral r on r.association_id = t.association_id and r.thread_id = t.thread_id
      where t.association_id = s.association_id and t.team_unit_id = s.unit_id and t.intake_on between s.first_day and s.last_day
        and r.to_unit_id = s.unit_id and r.state = 'accepted' and t.intake_on >= r.sent_on) w
  )
  select c.last_day, c.unit_id, c.name, c.way_of_working, c.capacity, shown_count(c.queued), shown_count(c.active), shown_count(c.begun), shown_count(c.ended),
    case when shown_count(c.ended) is not null and shown_count(c.ended - c.to_work) is not null then shown_count(c.to_work) end, c.median
  from counted c order by c.unit_id
$function$

CREATE OR REPLACE FUNCTION public.team_load()
 RETURNS TABLE(unit_id integer, name text, authority_name text, way_of_working text, capacity integer, phone text, active integer, waiting integer, waiting_days integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select u.unit_id, u.name, a.name, u.way_of_working, u.capacity, u.phone, c.active, c.queued, case when c.waits >= 3 then c.median_days end
  from team_counts(viewer_association()) c
  join unit u on u.association_id = viewer_association() and u.unit_id = c.unit_id
  join authority a on a.association_id = u.association_id and a.authority_id = u.authority_id
  where viewer_meets_participants()
  order by u.name
$function$

CREATE OR REPLACE FUNCTION public.team_room()
 RETURNS TABLE(unit_id integer, capacity integer, free_places integer, queued integer, waiting_days integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with who as (
    select map_association() as association, coalesce(cardinality(viewer_grantees()), 0) > 0 as refers
  )
  select c.unit_id, u.capacity,
    case when w.refers or c.active not between 1 and 4 then greatest(u.capacity - c.active, 0) end,
    case when w.refers then c.queued else shown_count(c.queued) end,
    case when c.waits >= case when w.refers then 3 else 5 end then c.median_days end
  from who w, team_counts(w.association) c join unit u on u.unit_id = c.unit_id
  where u.association_id = w.association
  order by c.unit_id
$function$

CREATE OR REPLACE FUNCTION public.thread_of_case(number text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select t.thread_id from thread t where t.association_id = viewer_association() and t.case_number = number and may_open(t.thread_id)
$function$

CREATE OR REPLACE FUNCTION public.threads_kept()
 RETURNS TABLE(thread_id uuid, ended boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public'
AS $function$
  with viewer as materialized (
    select viewer_association() as association_id, viewer_today() as today,
      array(select g / 16 from unnest(viewer_grantees()) g where g % 16 = 0) as units
  )
  select h.thread_id, not bool_or(h.ended_on is null or ((t.unit_id = any (v.units) or coalesce(t.team_unit_id = any (v.units), false))
    and (h.ended_on + a.sight_days > v.today or h.unit_id = coalesce(t.team_unit_id, t.unit_id))))
  from viewer v
  join thread_unit h on h.association_id = v.association_id and h.unit_id = any (v.units) and h.since <= v.today and (h.until is null or h.until > v.today)
  join thread t on t.association_id = h.association_id and t.thread_id = h.thread_id
  join association a on a.association_id = h.association_id
  group by h.thread_id
$function$

CREATE OR REPLACE FUNCTION public.threads_shared()
 RETURNS TABLE(thread_id uuid, until date)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'public'
AS $function$
  select d.thread_id, max(d.valid_until)
  from disclosure d
  where d.association_id = (select viewer_association()) and d.withdrawn_at is null
    and coalesce(d.to_unit_id, d.to_authority_id) = any ((select array_agg((g - 7) / 16) from unnest(viewer_grantees()) g where g % 16 = 7)::int[])
    and d.valid_until >= (select viewer_today()) and d.valid_from <= (select viewer_today())
    -- The same as "not ended" of threads_kept().
    and not exists (select from thread_unit h
      join thread t on t.association_id = h.association_id and t.thread_id = h.thread_id
      join association a on a.association_id = h.association_id
      where h.association_id = d.association_id and h.thread_id = d.thread_id and h.unit_id * 16 = any ((select viewer_grantees())::int[])
        and h.since <= (select viewer_today()) and (h.until is null or h.until > (select viewer_today()))
        and (h.ended_on is null or ((t.unit_id * 16 = any ((select viewer_grantees())::int[]) or coalesce(t.team_unit_id * 16 = any ((select viewer_grantees())::int[]), false))
          and (h.ended_on + a.sight_days > (select viewer_today()) or h.unit_id = coalesce(t.team_unit_id, t.unit_id)))))
  group by d.thread_id
$function$

CREATE OR REPLACE FUNCTION public.unit_steps(on_day date)
 RETURNS TABLE(from_unit integer, to_unit integer, destination text, people integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with counted as (
    select r.unit_id as from_unit, r.to_unit_id as to_unit, null::text as destination, count(distinct r.thread_id) as people, r.to_unit_id as within
    from referral r
    where r.association_id = viewer_association() and r.sent_on > on_day - 365 and r.sent_on <= on_day
      and r.to_unit_id is not null and r.to_unit_id <> r.unit_id and r.state not in ('draft', 'withdrawn')
    group by 1, 2
    union all
    select d.unit_id, null, case when d.destination in ('work', 'studies') then 'work_or_studies' else d.destination end,
      count(distinct d.thread_id), -d.unit_id
    from discharge d
    where d.association_id = viewer_association() and d.on_day > unit_steps.on_day - 365 and d.on_day <= unit_steps.on_day
    group by 1, 3
  ), ranked as (
    select c.*, count(*) filter (where c.people < 5) over w as hidden,
      row_number() over (partition by c.within, c.people >= 5 order by c.people, c.from_unit, c.destination) as place
    from counted c window w as (partition by c.within)
  )
  select r.from_unit, r.to_unit, r.destination, r.people::int from ranked r
  where r.people >= 5 and not (r.hidden = 1 and r.place = 1)
  order by r.people desc, r.from_unit, r.to_unit, r.destination
$function$

CREATE OR REPLACE FUNCTION public.viewer_administers()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (
    select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'administrator'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$function$

CREATE OR REPLACE FUNCTION public.viewer_association()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.association', true), '')::int $function$

CREATE OR REPLACE FUNCTION public.viewer_glass()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(nullif(current_setting('app.glass', true), '')::uuid[], '{}') $function$

CREATE OR REPLACE FUNCTION public.viewer_grantees()
 RETURNS integer[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(nullif(current_setting('app.grantees', true), '')::int[], '{}') $function$

CREATE OR REPLACE FUNCTION public.viewer_holds(thread uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread
                 and h.since <= viewer_today() and h.until is null and h.unit_id * 16 = any (viewer_grantees())
                 and (h.ended_on is null or sight_ends(h.association_id, h.ended_on) > viewer_today() or h.unit_id = carrying_unit(thread)))
$function$

CREATE OR REPLACE FUNCTION public.viewer_in_authority(authority integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from unit u where u.association_id = viewer_association() and u.authority_id = viewer_in_authority.authority and u.unit_id * 16 = any (viewer_grantees()))
$function$

CREATE OR REPLACE FUNCTION public.viewer_in_unit(unit integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select unit * 16 = any (viewer_grantees()) $function$

CREATE OR REPLACE FUNCTION public.viewer_joints()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with led as (select viewer_led_units() as units)
  select coalesce(array_agg(j.survey_joint_id), '{}') from survey_joint j, led
  where j.association_id = viewer_association() and (j.unit_id = any (led.units)
    or exists (select from survey_joint_part p where p.association_id = j.association_id and p.survey_joint_id = j.survey_joint_id and p.unit_id = any (led.units)))
$function$

CREATE OR REPLACE FUNCTION public.viewer_keeps_map()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (
    select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('association_head', 'administrator')
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$function$

CREATE OR REPLACE FUNCTION public.viewer_leads(unit integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with leader as (
    select r.user_id from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.unit_id = viewer_leads.unit and r.role = 'team_leader'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
  select viewer_in_unit(unit) and (exists (select from leader where user_id = viewer_user()) or not exists (select from leader))
$function$

CREATE OR REPLACE FUNCTION public.viewer_led_units()
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(array_agg(n.unit_id), '{}')
  from (select distinct g / 16 as unit_id from unnest(viewer_grantees()) g where g % 16 = 0) n where viewer_leads(n.unit_id)
$function$

CREATE OR REPLACE FUNCTION public.viewer_meets_participants()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (
    select from user_role r join unit u on u.association_id = r.association_id and u.unit_id = r.unit_id
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('caseworker', 'team_member', 'team_leader') and u.kind <> 'association'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$function$

CREATE OR REPLACE FUNCTION public.viewer_of_session(session_token text, on_day date)
 RETURNS TABLE(user_id uuid, name text, email text, language text, association_id integer, demo boolean, roles jsonb, grantees integer[], glass uuid[], session_id uuid, color_scheme text, bodies uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with held as (
    select r.role, r.unit_id, un.name as unit_name, un.kind as unit_kind, un.authority_id, a.name as authority_name, a.kind as authority_kind,
      r.role in ('caseworker', 'team_member', 'team_leader') and un.kind <> 'association' and a.kind <> 'association' as meets
    from account_session s
    join account_user u on u.id = s.user_id and u.active
    join user_role r on r.user_id = u.id and r.association_id = u.association_id
    join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
    join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
    where s.token = session_token and s.expires_at > now() and r.valid_from <= on_day and (r.valid_until is null or r.valid_until >= on_day)
  )
  select u.id, u.name, u.email, u.language, u.association_id, o.demo,
    coalesce((select jsonb_agg(jsonb_build_object('role', h.role, 'unitId', h.unit_id, 'unitName', h.unit_name, 'unitKind', h.unit_kind,
      'authorityId', h.authority_id, 'authorityName', h.authority_name, 'authorityKind', h.authority_kind) order by h.unit_id, h.role) from held h), '[]'),
    coalesce((select array_agg(distinct g) from held h, lateral (
        select h.unit_id * 16 + c as g from generate_series(0, 7) c union select h.authority_id * 16 + c from generate_series(1, 7) c) x
      where h.meets), '{}'),
    coalesce((select array_agg(b.thread_id) from break_glass b where b.association_id = u.association_id and b.user_id = u.id and b.opened_at <= now() and b.until > now()
      and exists (select from held h where h.meets and h.unit_id = b.unit_id)), '{}'),
    s.id, u.color_scheme, o.bodies
  from account_session s join account_user u on u.id = s.user_id and u.active join association o on o.association_id = u.association_id
  where s.token = session_token and s.expires_at > now()
$function$

CREATE OR REPLACE FUNCTION public.viewer_preview()
 RETURNS integer[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.preview', true), '')::int[] $function$

CREATE OR REPLACE FUNCTION public.viewer_reviews_log()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (
    select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'log_reviewer'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$function$

CREATE OR REPLACE FUNCTION public.viewer_today()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Europe/Stockholm')::date) $function$

CREATE OR REPLACE FUNCTION public.viewer_units()
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(array_agg(distinct g / 16), '{}') from unnest(viewer_grantees()) g where g % 16 = 0
$function$

CREATE OR REPLACE FUNCTION public.viewer_user()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.viewer', true), '')::uuid $function$

CREATE OR REPLACE FUNCTION public.withdraw_with_consent()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update disclosure d set withdrawn_at = new.withdrawn_at, withdrawn_by = new.withdrawn_by, withdrawn_how = new.withdrawn_how
  where d.association_id = new.association_id and d.consent_id = new.consent_id and d.withdrawn_at is null;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.works_in(person uuid, unit integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.unit_id = works_in.unit and r.user_id = person and r.role in ('caseworker', 'team_member', 'team_leader')
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$function$

CREATE OR REPLACE FUNCTION public.write_passkey_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  person uuid := case when tg_op = 'INSERT' then new.user_id else old.user_id end;
begin
  insert into access_event (association_id, actor_id, kind, subject_user_id)
  select u.association_id, u.id, case when tg_op = 'INSERT' then 'passkey_added' else 'passkey_removed' end, u.id
  from account_user u where u.id = person and u.association_id is not null;
  return null;
end $function$


-- Rights of the program
rt_app access_event: select
rt_app account_credential: delete, insert, select, update
rt_app account_passkey: delete, insert, select, update
rt_app account_rate_limit: delete, insert, select, update
rt_app account_session: delete, insert, select, update
rt_app account_user: delete, insert, select, update
rt_app account_verification: delete, insert, select, update
rt_app assignment: insert, select
rt_app association: select
rt_app authority: insert, select
rt_app authority_sign_in: delete, insert, select, update
rt_app consent: insert, select
rt_app discharge: insert, select
rt_app disclosure: insert
rt_app form_key: insert, select
rt_app household_member: insert, select
rt_app import_mark: insert, select
rt_app import_problem: delete, insert, select, update
rt_app import_row: delete, insert, select, update
rt_app import_run: delete, insert, select, update
rt_app invitation: select
rt_app log_review: select
rt_app map_entry: select
rt_app map_entry_place: delete, select
rt_app map_event: select
rt_app map_import: delete, insert, select
rt_app map_import_row: delete, insert, select, update
rt_app map_link: delete, select
rt_app map_neighbour: delete, select
rt_app map_neighbour_entry: select
rt_app map_opening: delete, select
rt_app map_pair: delete, insert, select
rt_app map_place: select
rt_app map_review: select
rt_app map_sheet_choice: delete, insert, select, update
rt_app next_step: insert, select
rt_app note: insert, select
rt_app note_objection: insert, select
rt_app participant_identity: select
rt_app pseudonym: insert, select
rt_app queue_entry: insert, select
rt_app queue_move: insert, select
rt_app read_log: select
rt_app read_log_seal: select
rt_app referral: insert, select
rt_app sign_in_attempt: delete, insert, select, update
rt_app survey_event: select
rt_app survey_joint: select
rt_app survey_joint_part: select
rt_app survey_link: select
rt_app survey_list: select
rt_app survey_order: select
rt_app survey_person: delete, select
rt_app survey_report: select
rt_app survey_round: delete, select
rt_app survey_self: select
rt_app thread: insert, select
rt_app thread_event: select
rt_app thread_unit: select
rt_app track: insert, select
rt_app track_pause: insert, select
rt_app unit: insert, select
rt_app user_role: insert, select
rt_report report_team_figures: select

-- Columns the program may change
rt_app account_credential: access_token, access_token_expires_at, account_id, created_at, id, id_token, password, provider_id, refresh_token, refresh_token_expires_at, scope, updated_at, user_id
rt_app account_passkey: aaguid, backed_up, counter, created_at, credential_id, device_type, id, name, public_key, transports, user_id
rt_app account_rate_limit: count, id, key, last_request
rt_app account_session: created_at, expires_at, id, ip_address, token, updated_at, user_agent, user_id
rt_app account_user: active, association_id, color_scheme, created_at, email, email_verified, id, image, language, name, updated_at
rt_app account_verification: created_at, expires_at, id, identifier, updated_at, value
rt_app assignment: assignment_id, from_on, gap_reason, gap_told_how, gap_told_on, role, told_how, told_on, until_on, user_id, version
rt_app authority: contact_email, contact_phone, name, version
rt_app authority_sign_in: active, association_id, authority_id, authorization_url, changed_at, client_id, domain, email_claim, issuer, jwks_url, scopes, sealed_secret, token_url, trusts_email, userinfo_url, version
rt_app break_glass: reviewed_at, reviewed_by
rt_app consent: withdrawn_at, withdrawn_by, withdrawn_how
rt_app discharge: closing_talk_on, comment, destination, discharge_id, no_talk_reason, on_day, reason, reopen_reason, reopened_on, version
rt_app disclosure: withdrawn_at, withdrawn_by, withdrawn_how
rt_app form_key: location
rt_app household_member: birth_year, from_on, has_support, household_member_id, kind, label, lives_here, relation, told_by, until_on, version
rt_app import_mark: import_mark_id, marks
rt_app import_problem: association_id, column_no, detail, error, import_run_id, kind, problem_no, row_number, unit_id, user_id, value
rt_app import_row: association_id, cells, import_run_id, outcome, row_number, unit_id, user_id
rt_app import_run: association_id, authority_id, beat_at, choices, counts, created_at, expires_at, file, file_name, header_depth, header_from, import_run_id, leave_out, progress, sheet, sheets, state, stopped, total, unit_id, user_id, version, warnings
rt_app invitation: expires_at, round, token_hash, withdrawn_at
rt_app log_review: conclusion, remarks, signed_at, version
rt_app map_entry: about_ar, about_easy, about_en, about_sv, age_from, age_to, authority_id, capacity, capacity_on, changed_at, conditions, contact_email, contact_name, contact_phone, cost_kr, cost_note, duration_from, duration_to, duration_unit, external_ref, free_places, free_places_on, how_to_refer, intake_unit_id, is_public, kind, languages, method, name, need_levels, other_names, parallel_note, provider_id, queued, queued_on, receiver_needs, search_words, sector, status, target_groups, unit_id, unread, verified_by, verified_on, version, waiting_days, waiting_days_on, ways_in, website, work_distances
rt_app map_import: authority_id, choices, counts, done_on, file, header_depth, header_from, headings, kind, left_entries, sheet, state, stopped, undone_on, version, warnings
rt_app map_import_row: association_id, cells, differences, entry_id, map_import_id, name, outcome, picks, problems, row_number, user_id
rt_app map_place: accessibility, address, area, authority_id, city, how_to_get_there, kind, latitude, longitude, name, postal_code, version
rt_app map_review: closed_on, version
rt_app map_sheet_choice: association_id, entry_id, field, map_import_id, ours, theirs
rt_app next_step: done_on, dropped_reason, due_on, next_step_id, version, what, who_person, who_user_id
rt_app participant_identity: address, birth_day, email, family_name, given_name, name_key, person_number, phone, sex, version
rt_app queue_entry: also_unit_id, entered_on, intake_planned_on, left_how, left_on, no_shows, place, queue_entry_id, referral_id, version
rt_app referral: agreed_how, agreed_on, also_unit_id, called_on, called_place, called_time, called_who, checklist, contact_user_id, continues_referral_id, created_at, created_by, decided_by, decided_on, decision_reason, decline_ground, interpreter, language, language_support, own_words, reason, received_on, redirect_unit_id, redirected_to, referral_id, sent_on, state, study_visit_on, study_visit_outcome, study_visit_place, study_visit_present, study_visit_time, study_visit_who, taken_in_on, to_intervention, to_unit_id, tried_before, version, wished_start
rt_app sign_in_attempt: count, key, since
rt_app survey_joint: state, version
rt_app survey_joint_part: answer, answered_by, answered_on, survey_round_id
rt_app survey_link: ended_at
rt_app survey_person: barriers, birth_year, in_intervention, months_with_support, rated_at, rated_by, rater_id, reason, sex, skip_reason, state, version
rt_app survey_report: withdrawn_at
rt_app survey_round: barrier_list, closed_by, closed_on, definitions, month, opened_on, reason_list, self_rating, state, version
rt_app survey_self: answers, done_at, language, version
rt_app thread: discharged_on, intake_on, interpreter, language, own_words, state, team_unit_id, version
rt_app track: end_on, entry_id, lane, name, outcome, outcome_note, place, planned_end_on, purpose, quarter_hours, start_on, supervisor, track_id, version
rt_app track_pause: from_on, reason, track_id, track_pause_id, until_on
rt_app unit: active, capacity, kind, name, phone, version, way_of_working
rt_app user_role: valid_until

-- Columns the program may fill, where not all
rt_app access_event: actor_id, association_id, authority_id, data, kind, subject_user_id, unit_id
rt_app invitation: association_id, email, expires_at, invitation_id, invited_by, language, name, role, token_hash, unit_id, user_id, valid_from, valid_until
rt_app map_entry: about_ar, about_easy, about_en, about_sv, age_from, age_to, association_id, authority_id, capacity, capacity_on, changed_at, conditions, contact_email, contact_name, contact_phone, cost_kr, cost_note, created_on, duration_from, duration_to, duration_unit, entry_id, external_ref, free_places, free_places_on, how_to_refer, intake_unit_id, is_public, kind, languages, method, name, need_levels, other_names, parallel_note, provider_id, queued, queued_on, receiver_needs, search_words, sector, status, target_groups, unit_id, unread, verified_by, verified_on, version, waiting_days, waiting_days_on, ways_in, website, work_distances
rt_app map_entry_place: association_id, entry_id, place_id
rt_app map_event: actor_id, association_id, batch_id, entry_id, fields, kind, map_event_id, on_day, snapshot, version
rt_app map_link: association_id, from_entry_id, kind, note, to_entry_id
rt_app map_neighbour: added_by, address, association_id, name, neighbour_id
rt_app map_opening: association_id, closes_at, entry_id, from_on, note, opening_id, opens_at, until_on, weekdays
rt_app map_place: accessibility, address, area, association_id, authority_id, city, how_to_get_there, kind, latitude, longitude, name, place_id, postal_code, version
rt_app map_review: association_id, authority_ids, due_on, map_review_id, note, started_by, started_on
rt_app participant_identity: acl, acl_until, address, association_id, authority_id, birth_day, category, email, family_name, given_name, name_key, named_user_ids, person_number, phone, protection, sex, thread_id, unit_id, version
rt_app read_log: association_id, authority_id, ground, search_by, thread_id, thread_ids, unit_id, user_id, what
rt_app survey_event: actor_id, association_id, authority_id, data, kind, on_day, survey_event_id, survey_joint_id, survey_person_id, survey_round_id, unit_id
rt_app survey_joint: association_id, authority_id, made_by, made_on, month, survey_joint_id, title, unit_id
rt_app survey_joint_part: association_id, authority_id, survey_joint_id, unit_id
rt_app survey_link: association_id, authority_id, digest, expires_at, how, made_by, survey_link_id, survey_person_id, survey_round_id, unit_id
rt_app survey_list: association_id, authority_id, entries, made_by, name, source, survey_list_id, unit_id, valid_from
rt_app survey_order: association_id, audience, authority_id, filter, on_day, ordered_by, round_to, survey_joint_id, survey_order_id, survey_round_id, unit_id
rt_app survey_person: association_id, authority_id, birth_year, code, in_intervention, months_with_support, rater_id, sex, survey_person_id, survey_round_id, unit_id
rt_app survey_round: association_id, authority_id, barrier_list, definitions, made_by, made_on, month, reason_list, self_rating, survey_round_id, unit_id
rt_app survey_self: answers, association_id, authority_id, done_at, entered_by, how, language, survey_person_id, survey_round_id, unit_id
rt_app thread_event: actor_id, also_unit_id, association_id, authority_id, category, data, event_id, kind, on_day, subject, subject_id, thread_id, unit_id

-- Columns the program may read, where not all
rt_app break_glass: association_id, break_glass_id, opened_at, reviewed_at, reviewed_by, thread_id, unit_id, until, user_id
rt_app disclosure: acl, acl_until, association_id, authority_id, categories, category, consent_id, decided_at, decided_by, disclosure_id, from_authority_id, ground, thread_id, to_authority_id, to_unit_id, unit_id, valid_from, valid_until, withdrawn_at, withdrawn_by, withdrawn_how

-- Functions the program may call
accept_invitation(association integer, hash text, new_user uuid, credential uuid, password_hash text)
account_reviewed_authorities()
association_figures(today date)
begin_event_era()
begin_read_log_era()
case_number_of(thread uuid)
concerned_authorities(authority integer, unit integer, person uuid)
demo_accounts()
draw_log_review(from_day date, until_day date, size integer)
end_referrer(referral uuid, last_day date)
entry_tracks(entry uuid, on_day date)
entry_uses(on_day date)
find_by_name(written text[])
former_teams(thread uuid)
glass_attempts_left()
glass_reason(glass uuid)
grantees_today(thread uuid, owner_unit integer, owner_authority integer, row_category text)
ground_detail_of(disclosure uuid)
head_of(thread uuid)
heads_of(threads uuid[])
hold_thread(thread uuid, holder integer, on_day date)
hold_threads(threads uuid[], holder integer, days date[])
invitation_of_link(association integer, hash text)
invitation_to_mail(association integer, invitation uuid)
is_demo()
leave_queue(referral uuid, how text, on_day date)
let_go(thread uuid, holder integer, last_day date)
lock_thread(thread uuid, alone boolean)
log_counts()
log_denied(id uuid, unit integer, authority integer)
log_glass_miss(person text, case_no text, unit integer)
looks_of_review(review uuid)
map_association()
map_authorities()
map_is_public()
map_may_write(entry uuid)
map_neighbour_failed(association integer, neighbour uuid, what text, place text)
map_neighbour_take(association integer, neighbour uuid, told jsonb, skipped integer)
map_neighbours_to_fetch()
map_review_letters(association integer, review uuid)
map_search_choices()
map_search_group(one jsonb, OUT meets bytea, OUT named bytea, OUT exact bytea, OUT by_parts boolean)
map_search_list()
map_search_near(folded text, OUT word text, OUT key text)
map_state_now()
map_units()
may_open(thread uuid)
name_receivers(referral uuid, receivers uuid[])
next_case_number(on_day date)
nobody_named(thread uuid, unit integer)
open_glass(person text, case_no text, unit integer, why text)
open_maps()
organisation_admits(authority integer, subject text, address text)
organisation_of_address(association integer, address text)
organisation_sign_ins()
organisation_sign_ins_version()
own_body(unit integer, authority integer)
protection_now(thread uuid)
protections_lifted()
public_contacts()
read_log_of(thread uuid)
refresh_acl(thread uuid)
reserve_case_numbers(on_day date, wanted integer)
restamp_turned(most integer)
reviewed_authorities()
row_open_now(association integer, thread uuid, owner_unit integer, owner_authority integer, row_category text, also_unit integer)
seal_read_logs()
sees_own_words(thread uuid)
set_map_public(open boolean)
set_protection(thread uuid, level text, named uuid[], expected integer)
set_sight_days(days integer, expected integer)
settle_thread(thread uuid)
survey_answer(digest text, barrier text, answer text, language text)
survey_delete_round(association integer, round uuid, on_day date, seal_key text)
survey_due(on_day date)
survey_finish(digest text)
survey_forget_told(on_day date)
survey_joint_held(joint uuid)
survey_led_together(association integer, units integer[])
survey_order_end(association integer, ord uuid, outcome jsonb)
survey_order_take(association integer, ord uuid)
survey_progress(round uuid)
survey_progress_of(rounds uuid[])
survey_raters(unit integer)
survey_units_to_ask()
survey_way(digest text)
sweep_imports()
sweep_map_changes()
sweep_map_imports()
team_load()
team_room()
thread_of_case(number text)
threads_kept()
threads_shared()
unit_steps(on_day date)
viewer_administers()
viewer_holds(thread uuid)
viewer_in_authority(authority integer)
viewer_joints()
viewer_keeps_map()
viewer_led_units()
viewer_meets_participants()
viewer_of_session(session_token text, on_day date)
viewer_reviews_log()
viewer_units()
