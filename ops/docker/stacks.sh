# shellcheck shell=bash
# The three Compose projects and their settings. ROOT is the clone's folder.

# The setting STACKS chooses which of them this machine runs.
ALL_STACKS=(core workers interface)
ENV_FILE="$ROOT/.env"
# shellcheck disable=SC2034  # read where they are made
VOLUMES=(postgres_data redis_data s3_data minio_data qdrant_storage huggingface_cache models caddy_data secrets/redis secrets/s3 secrets/gateway secrets/worker backup_scratch backup_erasures)

folder_of() {
    case "$1" in
        core) printf '%s\n' "$ROOT/01-core" ;;
        workers) printf '%s\n' "$ROOT/02-workers" ;;
        interface) printf '%s\n' "$ROOT/03-interface" ;;
        *) die "There is no stack $1, only: ${ALL_STACKS[*]}." ;;
    esac
}

# setting NAME DEFAULT: print the value in the shell, else in .env, as docker compose looks for it.
setting() {
    local value="${!1:-}"
    if [[ -z $value && -f $ENV_FILE ]]; then
        value="$(sed -n "s/^$1=//p" "$ENV_FILE" | tail -n 1)"
    fi
    printf '%s\n' "${value:-$2}"
}

project_of() { printf '%s-%s\n' "$(setting PRODUCT scribe)" "$1"; }

has_gpu() { command -v nvidia-smi >/dev/null && nvidia-smi --list-gpus 2>/dev/null | grep -q GPU; }

profile() {
    local chosen
    chosen="$(setting SCRIBE_PROFILE "")"
    if [[ -z $chosen ]]; then
        chosen=cpu
        has_gpu && chosen=gpu
    fi
    printf '%s\n' "$chosen"
}

# compose STACK …: run docker compose with the stack's files and settings.
compose() {
    local stack="$1" folder files override
    shift
    folder="$(folder_of "$stack")"
    files=(--file "$folder/docker-compose.yml")
    for override in $(overrides_of "$stack"); do
        files+=(--file "$folder/docker-compose.$override.yml")
    done
    # The service of embeddings in 01-core runs where the gateway is told to ask it.
    [[ $stack != core || $(setting SCRIBE_EMBEDDINGS_URL "") != *//tei:* ]] || files+=(--profile rag)
    docker compose --env-file "$ENV_FILE" --project-directory "$folder" "${files[@]}" "$@"
}

# Print the names of the override files that the settings ask for.
overrides_of() {
    case "$1" in
        core)
            [[ $(object_store) != minio ]] || printf 'minio\n'
            if [[ -n $(setting WORKERS_ADDRESS "") ]]; then
                [[ -n $(setting WORKERS_CERTIFICATE "") ]] && printf 'remote-tls\n' || printf 'remote\n'
            fi
            ;;
        workers) [[ $(profile) != cpu ]] || printf 'cpu\n' ;;
        interface) [[ -z $(setting DOMAIN "") ]] || printf 'https\n' ;;
    esac
}

containers_of() { docker ps --quiet --filter "label=com.docker.compose.project=$(project_of "$1")" "${@:2}"; }

# Succeed where this clone was started in Docker. Docker is asked only where there is an .env.
in_docker() {
    local stack
    [[ -f $ENV_FILE ]] && docker info >/dev/null 2>&1 || return 1
    for stack in "${ALL_STACKS[@]}"; do
        [[ -z $(containers_of "$stack" --all) ]] || return 0
    done
    return 1
}

# selected [STACK]: print that one, or all that this machine runs, in the order in which they start.
selected() {
    local stack
    if [[ $# -gt 0 ]]; then
        folder_of "$1" >/dev/null
        printf '%s\n' "$1"
        return
    fi
    for stack in "${ALL_STACKS[@]}"; do
        ! runs_here "$stack" || printf '%s\n' "$stack"
    done
}

runs_here() { [[ " $(setting STACKS "${ALL_STACKS[*]}") " == *" $1 "* ]]; }
