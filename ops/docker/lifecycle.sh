# shellcheck shell=bash
# shellcheck disable=SC2153  # stacks.sh assigns ALL_STACKS
# Start, stop, update and show the three stacks.

HEALTH_SECONDS=300
IMAGE_LABEL="org.opencontainers.image.title=Smart Meeting Scribe"

bring_up() {
    prepare
    local stack
    for stack in $(selected); do
        start_stack "$stack"
    done
    print_addresses
}

# Make everything that containers need. First .env, since a failed check may be resolved there.
prepare() {
    make_environment
    require_host
    require_files
    make_folders
    write_secret_files
    make_network
    if runs_here core && [[ $(object_store) == seaweedfs ]]; then
        build core s3
    fi
    if runs_here workers; then
        build workers worker
        compose workers run --rm -T models fetch "$(profile)" </dev/null
    fi
    if runs_here interface; then
        build interface gateway
        build interface web
    fi
}

# Make the network that joins the stacks. It is internal unless the settings name a server elsewhere.
make_network() {
    local name internal=true present="" stack
    name="$(setting NETWORK scribe)"
    [[ -z $(setting SCRIBE_DATABASE_URL "")$(setting SCRIBE_REDIS_URL "")$(setting SCRIBE_S3_ENDPOINT_URL "") ]] || internal=false
    if docker network inspect "$name" >/dev/null 2>&1; then
        present="$(docker network inspect --format '{{.Internal}}' "$name")"
    fi
    [[ $present != "$internal" ]] || return 0
    if [[ -n $present ]]; then
        say "Making the network $name anew, $([[ $internal == true ]] && printf 'closed' || printf 'open') to the outside"
        for stack in interface workers core; do
            compose "$stack" down --timeout 60 >/dev/null 2>&1 || true
        done
        docker network rm "$name" >/dev/null ||
            die "Containers of others use the network $name: name another one in NETWORK of .env, or stop them."
    fi
    docker network create --internal="$internal" "$name" >/dev/null
}

# build STACK SERVICE: build its image unless there is one of these sources. Docker's own cache is emptied within days.
build() {
    local image
    BUILT_FROM="$(fingerprint_of_sources "$1")"
    export BUILT_FROM
    image="$(compose "$1" config --images "$2" | head -n 1)"
    if [[ -n ${RENEW:-} ||
        $(docker image inspect --format '{{index .Config.Labels "built-from"}}' "$image" 2>/dev/null) != "$BUILT_FROM" ]]; then
        say "Building the image $image; the first time this takes minutes and several GB."
        # The bases get the repairs that were published since.
        if ! compose "$1" build --quiet --pull "$2"; then
            say "With newer base images it could not be built, as said above: building it on those that are here."
            compose "$1" build --quiet "$2"
        fi
    fi
}

# fingerprint_of_sources STACK: hash everything that .dockerignore lets into its images, and the Dockerfiles.
fingerprint_of_sources() {
    local others
    case "$1" in
        core) others='0[23]-|01-core/contracts/|ops/' ;;
        workers) others='03-interface/|01-core/s|ops/' ;;
        *) others='02-workers/|01-core/seaweedfs/' ;;
    esac
    (
        cd "$ROOT" || exit
        {
            setting TORCH_INDEX_URL ""
            sed -n 's/^!//p' .dockerignore | grep -vE "^($others)" |
                xargs -I{} find {} -type f ! -path '*/__pycache__/*' -print0 | sort -z | xargs -0 cat
            cat .dockerignore
            find 0*/ -name node_modules -prune -o -name Dockerfile -print | grep -vE "^($others)" | sort | xargs cat
        } | sha256sum | cut -c1-16
    )
}

start_stack() {
    say "Starting $1"
    compose "$1" rm --force >/dev/null 2>&1 || true
    if ! compose "$1" up --detach --remove-orphans --wait --wait-timeout "$HEALTH_SECONDS"; then
        compose "$1" ps --all >&2
        compose "$1" logs --tail 20 >&2
        die "The stack $1 did not become healthy; above are its last lines. More: ./manage.sh logs"
    fi
    [[ $1 != core ]] || limit_minio
}

stop_stacks() {
    local stack stacks
    stacks="$(selected "$@")"
    # In reverse, so that nothing loses its servers before it has stopped itself.
    for stack in $(tac <<<"$stacks"); do
        compose "$stack" stop
    done
    say "Stopped; data stays in volumes. Start again with: ./manage.sh ${1:+restart }${1:-}"
}

restart_stacks() {
    local stack stacks
    [[ -f $ENV_FILE ]] || die "Nothing was started here yet. Start with: ./manage.sh"
    stacks="$(selected "$@")"
    for stack in $(tac <<<"$stacks"); do
        compose "$stack" stop
    done
    for stack in $stacks; do
        start_stack "$stack"
    done
}

print_addresses() {
    local host domain
    host="$(setting BIND_ADDRESS 127.0.0.1)"
    domain="$(setting DOMAIN "")"
    printf '\nSmart Meeting Scribe is running.\n'
    if ! runs_here interface; then
        printf 'On this machine: %s.\n' "$(setting STACKS "")"
        return
    fi
    [[ -z $domain ]] || printf '  For everybody     https://%s\n' "$domain"
    cat <<TEXT
  Web page          http://$host:$(setting WEB_PORT 3000)
  API and Swagger   http://$host:$(setting API_PORT 5000)/docs
TEXT
    print_setup_code
}

# Print the code that makes the administrator's account, as long as there is none.
print_setup_code() {
    local code
    code="$(compose interface exec -T gateway python -m app.manage setup-code 2>/dev/null || true)"
    [[ -z $code ]] || printf '  Set-up code       %s, for the registration of the administrator\n' "$code"
}

# accounts_in_docker VERB …: the links that it prints are for people, so they go to standard output.
accounts_in_docker() {
    runs_here interface || die "No gateway runs on this machine. Run it where the web page is served."
    compose interface exec -T gateway python -m app.manage "$@" </dev/null
}

show_status() {
    local stack
    for stack in "${ALL_STACKS[@]}"; do
        docker ps --all --filter "label=com.docker.compose.project=$(project_of "$stack")" \
            --format "$stack"$'\t{{.Label "com.docker.compose.service"}}\t{{.Status}}\t{{.Ports}}'
    done | align
}

align() { awk -F '\t' '{ printf "%-10s %-10s %-32s %s\n", $1, $2, $3, $4 }'; }

# show_logs [SERVICE] [-f] [-n N]
show_logs() {
    local stack service="" options=() stacks=()
    while (($#)); do
        case "$1" in
            -f | --follow) options+=(--follow) ;;
            -n | --lines)
                options+=(--tail "${2:?-n needs a number}")
                shift
                ;;
            -*) die "logs takes -f and -n N, not $1." ;;
            *) service="$1" ;;
        esac
        shift
    done
    [[ " ${options[*]} " == *" --tail "* ]] || options+=(--tail 50)
    for stack in "${ALL_STACKS[@]}"; do
        if [[ -z $service ]] || compose "$stack" config --services | grep -qx "$service"; then
            stacks+=("$stack")
        fi
    done
    ((${#stacks[@]})) || die "There is no service $service. ./manage.sh status names them."
    for stack in "${stacks[@]}"; do
        # Compose writes a terminal code before each line, even into files.
        compose "$stack" logs "${options[@]}" ${service:+"$service"} | sed --unbuffered $'s/^\e\\[2K//' &
    done
    wait
}

# update [--fetched]: the second half runs in a new process, since these scripts may have changed.
update() {
    if [[ ${1:-} != --fetched ]]; then
        git -C "$ROOT" rev-parse >/dev/null 2>&1 ||
            die "This folder is no git clone, or git is missing: unpack the new version over it, then run ./manage.sh"
        git -C "$ROOT" pull --ff-only || die "The new version could not be fetched; git says why above."
        exec "$ROOT/manage.sh" update --fetched
    fi
    renew_images
    RENEW=1 bring_up
    docker image prune --force --filter "label=$IMAGE_LABEL" >/dev/null
}

# Fetch what has been repaired since in the images of others; their tags stay.
renew_images() {
    local stack
    make_environment
    require_host
    for stack in $(selected); do
        compose "$stack" pull --quiet --ignore-buildable ||
            say "Images of $stack could not be renewed, as said above: those that are here stay."
    done
}
