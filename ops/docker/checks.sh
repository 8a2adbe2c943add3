# shellcheck shell=bash
# Checks of the host. Each prints what it found, or says in one sentence what is missing and fails.

MIN_COMPOSE=2.24
# Most of it is libraries and models of the worker.
MIN_DISK_GB=30
MIN_DISK_GB_WITHOUT_WORKERS=5

HOST_CHECKS=(check_stacks check_object_store check_docker check_compose check_card check_disk check_clone check_ports)

# Stop at the first check that fails.
require_host() {
    local check
    for check in "${HOST_CHECKS[@]}"; do
        "$check" >/dev/null || exit 1
    done
}

check_stacks() {
    local stack chosen
    chosen="$(setting STACKS "${ALL_STACKS[*]}")"
    for stack in $chosen; do
        [[ " ${ALL_STACKS[*]} " == *" $stack "* ]] ||
            fail "STACKS in .env names $stack; it must be one or more of: ${ALL_STACKS[*]}." || return
    done
    printf 'This machine runs: %s\n' "$chosen"
}

check_docker() {
    local answer
    command -v docker >/dev/null || fail "Docker is not installed: see https://docs.docker.com/engine/install/" || return
    if ! answer="$(docker version --format '{{.Server.Version}}' 2>&1)"; then
        fail "Docker is installed but its engine does not answer: ${answer##*$'\n'}" || return
    fi
    printf 'Docker %s\n' "$answer"
}

check_compose() {
    local version
    version="$(docker compose version --short 2>/dev/null)" ||
        fail "Docker Compose is missing: install the package docker-compose-plugin." || return
    version="${version#v}"
    [[ $(printf '%s\n' "$MIN_COMPOSE" "$version" | sort -V | head -n 1) == "$MIN_COMPOSE" ]] ||
        fail "Docker Compose $version is too old: $MIN_COMPOSE or newer is needed." || return
    printf 'Docker Compose %s\n' "$version"
}

check_card() {
    if ! runs_here workers; then
        printf 'No card is looked for: the workers run elsewhere.\n'
        return
    fi
    case "$(profile)" in
        cpu) printf 'No NVIDIA card is used: the workers compute on the processor.\n' ;;
        gpu)
            has_gpu || fail "SCRIBE_PROFILE is gpu, but nvidia-smi finds no card: install NVIDIA's driver (525.60 or newer)." || return
            command -v nvidia-container-cli >/dev/null || docker info --format '{{json .Runtimes}}' | grep -q nvidia ||
                fail "Docker cannot reach the NVIDIA card: install the NVIDIA Container Toolkit, or set SCRIBE_PROFILE=cpu in .env." || return
            nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader
            ;;
        *) fail "SCRIBE_PROFILE is $(profile); it must be cpu or gpu." ;;
    esac
}

# Images and weights need it once. After the first build only recordings take space.
check_disk() {
    local free place image needed=$MIN_DISK_GB
    image=worker
    if ! runs_here workers; then
        image=gateway
        needed=$MIN_DISK_GB_WITHOUT_WORKERS
    fi
    place="$(docker info --format '{{.DockerRootDir}}' 2>/dev/null)"
    [[ -d $place ]] || place="$ROOT"
    free="$(df --output=avail -BG "$place" | tail -n 1 | tr -dc '0-9')"
    if [[ -z $(docker image ls --quiet "$(setting PRODUCT scribe)-$image") ]]; then
        ((free >= needed)) || fail "$place has $free GB free; the images and models need $needed GB." || return
    fi
    printf '%s GB free on the disk of %s\n' "$free" "$place"
}

check_ports() {
    local taken=() stack address name port
    while read -r stack address name port; do
        port="$(setting "$name" "$port")"
        # A port that the stack itself listens on is not taken.
        if [[ -z $(containers_of "$stack" --filter "publish=$port") ]] && is_listening "$address" "$port"; then
            taken+=("$port ($name)")
        fi
    done < <(published_ports)
    if ((${#taken[@]})); then
        fail "Another program listens on port ${taken[*]}: stop it, or choose another in .env." || return
    fi
    printf 'Ports are free\n'
}

# Print stack, address, setting and default number of each port of the host that the stacks of this machine publish.
published_ports() {
    local bind workers
    bind="$(setting BIND_ADDRESS 127.0.0.1)"
    workers="$(setting WORKERS_ADDRESS "")"
    {
        [[ $(object_store) != minio ]] || printf '%s\n' "core $bind MINIO_CONSOLE_PORT 9001"
        printf '%s\n' "interface $bind WEB_PORT 3000" "interface $bind API_PORT 5000"
        [[ -z $workers ]] || printf '%s\n' "core $workers REDIS_PORT 6379" "core $workers S3_PORT 9000"
        [[ -z $(setting DOMAIN "") ]] || printf "interface $(setting HTTPS_ADDRESS 0.0.0.0) %s\n" "HTTP_PORT 80" "HTTPS_PORT 443"
    } | while read -r line; do
        ! runs_here "${line%% *}" || printf '%s\n' "$line"
    done
}

# is_listening ADDRESS PORT
is_listening() { (exec 3<>"/dev/tcp/${1/#0.0.0.0/127.0.0.1}/$2") 2>/dev/null; }

# Two clones with one name would replace each other's containers.
check_clone() {
    local stack folder
    for stack in "${ALL_STACKS[@]}"; do
        folder="$(docker ps --all --filter "label=com.docker.compose.project=$(project_of "$stack")" \
            --format '{{.Label "com.docker.compose.project.working_dir"}}' | head -n 1)"
        if [[ -n $folder && $folder != "$(folder_of "$stack")" ]]; then
            fail "The product runs from $folder already: stop it there, or set PRODUCT, NETWORK and ports of this one in .env." || return
        fi
    done
    printf 'No other clone is in the way\n'
}

fail() {
    say "$*"
    return 1
}

doctor() {
    local check broken=0 stack unhealthy
    for check in "${HOST_CHECKS[@]}"; do
        "$check" || broken=1
        # The other checks ask the engine.
        [[ $check != check_docker || $broken -eq 0 ]] || return 1
    done
    for stack in "${ALL_STACKS[@]}"; do
        unhealthy="$(docker ps --all --filter "label=com.docker.compose.project=$(project_of "$stack")" \
            --format '{{.Names}}: {{.Status}}' | grep -v '(healthy)' || true)"
        if [[ -n $unhealthy ]]; then
            say "$unhealthy"
            broken=1
        fi
    done
    if [[ -f $ENV_FILE && $(stat -c %a "$ENV_FILE") != 600 ]]; then
        say ".env holds secrets and others can read it: chmod 600 .env"
        broken=1
    fi
    ((broken == 0)) && printf 'Nothing is wrong.\n'
    return "$broken"
}
