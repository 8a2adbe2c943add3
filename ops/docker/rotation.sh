# shellcheck shell=bash
# shellcheck disable=SC2153  # stacks.sh assigns ENV_FILE
# Replace secrets while the containers run. It may be interrupted anywhere and run again.
#
# .env has the new secrets from the first step on, those before as …_PREVIOUS until the last, and in SECRETS_ROTATING the
# names of what is under way. Containers read volumes/secrets/<service>, which a rotation replaces; their environment is
# only what they were made with.

ROTATED=(jwt database redis s3 search language)
GRACE_SECONDS=5
# As long as an access token lasts.
TOKEN_SECONDS=900

rotate_secrets() {
    local name wanted=() fresh=() undone=() unfinished finish="" leaked="" all="" lock
    for name in "$@"; do
        case "$name" in
            all) all=1 ;;
            --finish) finish=1 ;;
            --leaked) leaked=1 ;;
            *)
                [[ " ${ROTATED[*]} " == *" $name "* ]] || die "There is no secret $name, only: ${ROTATED[*]} all."
                wanted+=("$name")
                ;;
        esac
    done
    ((${#wanted[@]})) || [[ -n $finish ]] || all=1
    [[ -z $all ]] || wanted=("${ROTATED[@]}")
    require_running
    # One at a time: another waits here, and then reads what this one has written.
    exec {lock}<"$ROOT/volumes/secrets"
    flock "$lock"
    unfinished="$(setting SECRETS_ROTATING "")"
    for name in "${wanted[@]}"; do
        # What has leaked may be what the unfinished rotation has chosen: it is replaced anew.
        if [[ -n $leaked || ",$unfinished," != *",$name,"* ]]; then
            if can_rotate "$name"; then
                fresh+=("$name")
            elif [[ -z $all ]]; then
                undone+=("$name")
            fi
        fi
    done
    if [[ -n $unfinished ]]; then
        say "Finishing the rotation of: ${unfinished//,/ }"
        finish_rotation "$unfinished" "$finish"
        # Where it cannot end yet, as said, nothing else may begin.
        [[ -z $(setting SECRETS_ROTATING "") ]] || undone+=("${fresh[@]}") fresh=()
    fi
    if ((${#fresh[@]})); then
        begin_rotation "$leaked" "${fresh[@]}"
        finish_rotation "$(setting SECRETS_ROTATING "")" "$finish"
        # Whoever has what leaked gets in until the old secrets are refused.
        [[ -z $leaked || -z $(setting SECRETS_ROTATING "") ]] || undone+=("${fresh[@]}")
    fi
    ((${#undone[@]} == 0)) || die "Not replaced, as said above: ${undone[*]}"
}

require_running() {
    local stack name
    [[ -f $ENV_FILE ]] || die "Nothing was started here yet. Start with: ./manage.sh"
    for stack in core interface; do
        [[ -n $(containers_of "$stack") ]] ||
            die "The stack $stack does not run on this machine. Secrets are replaced where both core and interface run."
    done
    compose interface exec -T gateway test -r /secrets/gateway.env </dev/null ||
        die "The containers are of an older version: start them anew with ./manage.sh, then try again."
    for name in $(secrets_of "${ROTATED[@]}"); do
        [[ -z ${!name:-} ]] || die "$name is set in the shell, which goes before .env: unset it first."
    done
}

# can_rotate NAME: fail, and say why, where the server of the secret is not one of this machine's stacks.
can_rotate() {
    case "$1" in
        database) [[ -z $(setting SCRIBE_DATABASE_URL "") ]] || skip "$1" "SCRIBE_DATABASE_URL" ;;
        redis) [[ -z $(setting SCRIBE_REDIS_URL "") ]] || skip "$1" "SCRIBE_REDIS_URL" ;;
        s3)
            [[ -z $(setting SCRIBE_S3_ENDPOINT_URL "") ]] || skip "$1" "SCRIBE_S3_ENDPOINT_URL" || return
            [[ $(object_store) != minio ]] ||
                fail "s3 is left out: MinIO has it. Move the objects first: ./manage.sh migrate-objects"
            ;;
        search) [[ -z $(setting SCRIBE_QDRANT_KEY "") ]] || skip "$1" "SCRIBE_QDRANT_KEY" ;;
        language) [[ -n $(language_service) ]] || fail "language is left out: no language service runs here." ;;
    esac
}

skip() { fail "$1 is left out: $2 in .env names a server elsewhere. Replace it there, then in .env, then run ./manage.sh"; }

# Print the name of the language service that runs here, if one does.
language_service() {
    local name
    for name in language language-cuda language-shared; do
        [[ ,$(setting COMPOSE_PROFILES ""), != *,$name,* ]] || printf '%s\n' "$name"
    done
}

# secrets_of NAME…: print the settings that hold them.
secrets_of() {
    local name
    for name in "$@"; do
        case "$name" in
            jwt) printf 'SCRIBE_JWT_SECRET\n' ;;
            database) printf 'POSTGRES_PASSWORD\n' ;;
            redis) printf 'REDIS_PASSWORD\n' ;;
            s3) printf '%s\n' SCRIBE_S3_ACCESS_KEY SCRIBE_S3_SECRET_KEY ;;
            search) printf 'QDRANT_API_KEY\n' ;;
            language) printf 'SCRIBE_LANGUAGE_KEY\n' ;;
        esac
    done
}

# begin_rotation LEAKED NAME…: choose new secrets, and write them down before anything is done with them.
begin_rotation() {
    local leaked="$1" name seconds=$TOKEN_SECONDS
    shift
    declare -A CHANGES=()
    if [[ " $* " == *" jwt "* ]]; then
        # Nothing may be sealed under the key before, which is forgotten now.
        in_gateway gateway.env settle
        [[ -z $leaked ]] || seconds=0
        CHANGES[SCRIBE_JWT_PREVIOUS_UNTIL]="$(TZ=UTC printf '%(%Y-%m-%dT%H:%M:%S)T+00:00' "$((EPOCHSECONDS + seconds))")"
    fi
    for name in $(secrets_of "$@"); do
        CHANGES[${name}_PREVIOUS]="$(setting "$name" "")"
        CHANGES[$name]="$(random_hex 32)"
    done
    CHANGES[SECRETS_ROTATING]="$(IFS=, && printf '%s' "$*")"
    change_settings
}

# finish_rotation NAMES FINISH: do every step; each does nothing that was done already.
finish_rotation() {
    local names="$1" finish="$2" name
    say "Servers accept the new secrets beside the old"
    write_server_secrets
    write_service_secrets .next
    reload_s3
    in_gateway gateway.next.env admit
    say "Gateway and workers take the new ones"
    move_services "$names"
    say "The database has its new password; what it keeps sealed is sealed anew"
    # shellcheck disable=SC2086  # one word each
    in_gateway gateway.env settle ${names//,/ }
    if [[ -n $(setting WORKERS_ADDRESS "") && -z $finish && ",$names," =~ ,(redis|s3), ]]; then
        say "Workers on other machines have the old secrets of Redis and S3, which stay good until you have told them the new" \
            "ones (./manage.sh worker-settings) and started them anew. Then: ./manage.sh rotate-secrets --finish"
        return
    fi
    sleep "$GRACE_SECONDS"
    say "The old secrets are refused"
    write_s3_keys ""
    reload_s3
    in_gateway gateway.env close
    forget_previous "$names"
    say "Replaced: ${names//,/ }."
}

move_services() {
    local names="$1" language
    language="$(language_service)"
    # Nobody asks them with a key that they do not know: they are down while their clients change theirs.
    [[ ",$names," != *,search,* ]] || compose core stop qdrant
    [[ ",$names," != *,language,* ]] || compose workers stop "$language"
    write_service_secrets ""
    write_private "$ROOT/volumes/secrets/redis/password" <<<"$(setting REDIS_PASSWORD "")"
    [[ ",$names," != *,search,* ]] || compose core up --detach --no-deps --wait --wait-timeout "$HEALTH_SECONDS" qdrant
    [[ ",$names," != *,language,* ]] ||
        compose workers up --detach --no-deps --wait --wait-timeout "$HEALTH_SECONDS" "$language"
}

# Keep no old secret but the signing key, whose tokens go on until their end.
forget_previous() {
    local name
    declare -A CHANGES=()
    # shellcheck disable=SC2086  # one word each
    for name in $(secrets_of ${1//,/ }); do
        [[ $name == SCRIBE_JWT_SECRET ]] || CHANGES[${name}_PREVIOUS]=""
    done
    change_settings
    write_secret_files
    rm -f "$ROOT"/volumes/secrets/*/*.next.env
    # Last: before that, files may have the old secrets still, and the next run writes them again.
    CHANGES=([SECRETS_ROTATING]="")
    change_settings
}

# in_gateway FILE STEP …: run a step that is the gateway's, with the secrets of a file.
in_gateway() {
    compose interface exec -T --env "SCRIBE_SECRETS_FILE=/secrets/$1" gateway python -m app.rotate "${@:2}" </dev/null ||
        die "The rotation is not finished, as said above. Run ./manage.sh rotate-secrets again."
}

reload_s3() {
    [[ $(object_store) == minio || -n $(setting SCRIBE_S3_ENDPOINT_URL "") ]] ||
        compose core exec -T s3 python -m servers.s3_container reload </dev/null ||
        die "S3 could not be told its keys, as said above. Run ./manage.sh rotate-secrets again."
}

# Write what containers read at their start and while they run, as .env has it.
write_secret_files() {
    write_server_secrets
    write_private "$ROOT/volumes/secrets/redis/password" <<<"$(setting REDIS_PASSWORD "")"
    write_service_secrets ""
}

write_server_secrets() {
    local present previous
    present="$(setting REDIS_PASSWORD "")"
    previous="$(setting REDIS_PASSWORD_PREVIOUS "")"
    if [[ -n $previous ]]; then
        printf 'user default on >%s >%s ~* &* +@all\n' "$present" "$previous"
    else
        printf 'requirepass %s\n' "$present"
    fi | write_private "$ROOT/volumes/secrets/redis/passwords.conf"
    write_s3_keys _PREVIOUS
}

# write_s3_keys SUFFIX: with the suffix, the keys before are accepted as well.
write_s3_keys() {
    {
        printf 'S3_ACCESS_KEY=%s\nS3_SECRET_KEY=%s\n' "$(setting SCRIBE_S3_ACCESS_KEY "")" "$(setting SCRIBE_S3_SECRET_KEY "")"
        [[ -z $1 ]] || printf 'S3_ACCESS_KEY_PREVIOUS=%s\nS3_SECRET_KEY_PREVIOUS=%s\n' \
            "$(setting SCRIBE_S3_ACCESS_KEY_PREVIOUS "")" "$(setting SCRIBE_S3_SECRET_KEY_PREVIOUS "")"
    } | write_private "$ROOT/volumes/secrets/s3/s3.env"
}

# write_service_secrets STAGE: the files of gateway and workers, or those of a later stage.
write_service_secrets() {
    local name shared=(SCRIBE_S3_ACCESS_KEY SCRIBE_S3_SECRET_KEY SCRIBE_LANGUAGE_KEY)
    # Where a server is elsewhere, its password stands in its address.
    [[ -n $(setting SCRIBE_REDIS_URL "") ]] || shared+=(SCRIBE_REDIS_PASSWORD)
    for name in "${shared[@]}"; do
        line_of "$name"
    done | write_private "$ROOT/volumes/secrets/worker/worker$1.env"
    [[ -n $(setting SCRIBE_DATABASE_URL "") ]] || shared+=(SCRIBE_DATABASE_PASSWORD SCRIBE_DATABASE_PASSWORD_PREVIOUS)
    for name in "${shared[@]}" SCRIBE_JWT_SECRET SCRIBE_JWT_SECRET_PREVIOUS SCRIBE_JWT_PREVIOUS_UNTIL SCRIBE_QDRANT_KEY \
        SCRIBE_REDIS_PASSWORD_PREVIOUS SCRIBE_S3_ACCESS_KEY_PREVIOUS SCRIBE_S3_SECRET_KEY_PREVIOUS; do
        line_of "$name"
    done | write_private "$ROOT/volumes/secrets/gateway/gateway$1.env"
}

# line_of NAME: print the line of a file of secrets, whose name in .env may be another.
line_of() {
    local value
    case "$1" in
        SCRIBE_REDIS_PASSWORD | SCRIBE_REDIS_PASSWORD_PREVIOUS) value="$(setting "${1#SCRIBE_}" "")" ;;
        SCRIBE_DATABASE_*) value="$(setting "${1/SCRIBE_DATABASE/POSTGRES}" "")" ;;
        SCRIBE_QDRANT_KEY) value="$(setting SCRIBE_QDRANT_KEY "$(setting QDRANT_API_KEY "")")" ;;
        *) value="$(setting "$1" "")" ;;
    esac
    printf '%s=%s\n' "$1" "$value"
}

# write_private FILE: replace it by standard input, whole or not at all, for the containers' user alone.
write_private() {
    mkdir -p "${1%/*}"
    (umask 077 && cat >"$1.new")
    [[ $(id -u) -ne 0 ]] || chown "$(setting CONTAINER_USER 1000:1000)" "$1.new"
    mv "$1.new" "$1"
}

# Write CHANGES, values by name, into .env, whole or not at all; no command line shows them.
change_settings() {
    local line name
    declare -A written=()
    (umask 077 && : >"$ENV_FILE.new")
    {
        while IFS= read -r line || [[ -n $line ]]; do
            name="${line%%=*}"
            if [[ $line != *=* || -z ${CHANGES[$name]+set} ]]; then
                printf '%s\n' "$line"
            elif [[ -z ${written[$name]:-} ]]; then
                printf '%s=%s\n' "$name" "${CHANGES[$name]}"
                written[$name]=1
            fi
        done <"$ENV_FILE"
        for name in "${!CHANGES[@]}"; do
            [[ -n ${written[$name]:-} || -z ${CHANGES[$name]} ]] || printf '%s=%s\n' "$name" "${CHANGES[$name]}"
        done
    } >>"$ENV_FILE.new"
    mv "$ENV_FILE.new" "$ENV_FILE"
}
