# shellcheck shell=bash
# Back up database, objects and voice bank into a folder, and restore them. Python code runs in the gateway's image.
#
#   DIR/database.dump      pg_dump's own format
#   DIR/objects/           <bucket>/<key>, with index.jsonl: size, SHA-256, type and metadata of each
#   DIR/voice_bank/        the files as they are
#   DIR/sha256sums         of database.dump, of the index and of the voice bank
#
# Secrets are left out: another machine has its own. So is the queue: unfinished jobs are sent again.

backup() {
    [[ $# -eq 1 ]] || die "Where to? ./manage.sh backup DIR"
    [[ -n $(containers_of core) ]] || die "The stack core does not run. Start with: ./manage.sh"
    local target
    target="$(empty_folder "$1")"
    pause_services
    in_postgres 'pg_dump --format=custom' >"$target/database.dump"
    archive save "$target"
    cp -a "$ROOT/02-workers/voice_bank" "$target/voice_bank"
    (cd "$target" && find database.dump objects/index.jsonl voice_bank -type f -exec sha256sum {} + >sha256sums)
    say "The backup is in $target ($(du -sh "$target" | cut -f1)). It holds recordings: guard it as you guard them."
}

# Stop gateway and workers while data is copied; they start again at the end, even after an error.
pause_services() {
    local stack
    PAUSED=()
    for stack in interface workers; do
        [[ -z $(containers_of "$stack") ]] || PAUSED=("$stack" "${PAUSED[@]}")
    done
    trap resume_services EXIT
    say "Stopping gateway and workers while the data is copied"
    for stack in interface workers; do
        compose "$stack" stop
    done
}

resume_services() {
    local stack
    for stack in "${PAUSED[@]}"; do
        start_stack "$stack"
    done
}

restore() {
    [[ $# -eq 1 ]] || die "From where? ./manage.sh restore DIR"
    local source
    source="$(cd "$1" 2>/dev/null && pwd)" || die "There is no folder $1."
    [[ -f $source/sha256sums ]] || die "$source holds no complete backup: sha256sums is missing."
    (cd "$source" && sha256sum --check --quiet sha256sums) || die "The backup is damaged, as said above. Nothing was changed."
    prepare
    start_stack core
    confirm_overwrite
    compose interface stop
    compose workers stop
    # shellcheck disable=SC2016  # the container's shell is to read them
    in_postgres 'psql --dbname=postgres --quiet --set=ON_ERROR_STOP=1 \
        --command="DROP DATABASE IF EXISTS scribe WITH (FORCE)" --command="CREATE DATABASE scribe"'
    in_postgres 'pg_restore --dbname=scribe --no-owner --exit-on-error' <"$source/database.dump"
    # The queue was not saved: send unfinished jobs again.
    in_postgres 'psql --dbname=scribe --quiet --set=ON_ERROR_STOP=1 --command="
        UPDATE outbox SET sent_at = NULL FROM meetings
        WHERE meetings.id = outbox.meeting_id AND meetings.attempt = outbox.attempt
        AND meetings.status NOT IN ('"'completed', 'failed', 'cancelled'"')"'
    in_redis FLUSHDB >/dev/null
    archive load "$source"
    cp -a "$source/voice_bank/." "$ROOT/02-workers/voice_bank/"
    local stack
    for stack in $(selected); do
        start_stack "$stack"
    done
    say "Restored from $source."
    print_addresses
}

# Ask for a typed word, unless the database is empty.
confirm_overwrite() {
    local rows answer
    rows="$(in_postgres 'psql --dbname=scribe --tuples-only --no-align --command="
        SELECT count(*) FROM pg_tables WHERE schemaname = '"'public'"'"' </dev/null)"
    [[ $rows != 0 ]] || return 0
    say "All users, meetings, transcripts and voices that are here now will be replaced by those of the backup."
    # No command before this may have read the answer from standard input: hence /dev/null above and in prepare.
    read -r -p "Type restore to go on: " answer || true
    [[ ${answer:-} == restore ]] || die "Nothing was changed."
}

# in_postgres COMMAND: run it in the database's container, with the container's own password.
in_postgres() {
    compose core exec -T postgres sh -c \
        "PGHOST=127.0.0.1 PGUSER=scribe PGDATABASE=\${PGDATABASE:-scribe} PGPASSWORD=\$POSTGRES_PASSWORD $1"
}

# in_redis COMMAND…: run it in Redis' container, whose environment may have an older password.
in_redis() {
    setting REDIS_PASSWORD "" |
        compose core exec -T redis sh -c 'read -r REDISCLI_AUTH && export REDISCLI_AUTH && exec redis-cli "$@"' sh "$@"
}

# archive VERB FOLDER: save or load the objects, as the caller, who then owns the files.
archive() {
    compose interface run --rm -T --no-deps --user "$(id -u):$(id -g)" --volume "$2:/backup" gateway \
        python -m app.archive "$1" /backup/objects </dev/null
}

empty_folder() {
    mkdir -p "$1" || die "$1 cannot be made."
    [[ -z $(ls -A "$1") ]] || die "$1 is not empty."
    chmod 700 "$1"
    (cd "$1" && pwd)
}
