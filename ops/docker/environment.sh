# shellcheck shell=bash
# Make .env from .env.example with fresh secrets, and add secrets that a newer version asks for.

# Hexadecimal, so that they can stand in URLs as they are.
SECRETS=(POSTGRES_PASSWORD REDIS_PASSWORD QDRANT_API_KEY SCRIBE_S3_ACCESS_KEY SCRIBE_S3_SECRET_KEY SCRIBE_JWT_SECRET MINIO_ROOT_USER MINIO_ROOT_PASSWORD)

make_environment() {
    if [[ ! -f $ENV_FILE ]]; then
        # Written to another file and renamed: an interrupted start would leave an incomplete .env.
        (umask 077 && cp "$ROOT/.env.example" "$ENV_FILE.new" && chmod 600 "$ENV_FILE.new")
        fill_in_all "$ENV_FILE.new"
        mv "$ENV_FILE.new" "$ENV_FILE"
        say "Made .env with fresh secrets; only its owner can read it."
        keep_minio
        return
    fi
    chmod 600 "$ENV_FILE"
    fill_in_all "$ENV_FILE"
    keep_minio
}

fill_in_all() {
    local name
    for name in "${SECRETS[@]}"; do
        fill_in "$1" "$name" "$(random_hex 32)"
    done
    # Short, because somebody types it.
    fill_in "$1" SCRIBE_SETUP_CODE "$(random_hex 8)"
    fill_in "$1" CONTAINER_USER "$(container_user)"
}

random_hex() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# Containers run as the caller, who then owns the data; never as root.
container_user() {
    if [[ $(id -u) -eq 0 ]]; then
        printf '1000:1000\n'
    else
        printf '%s:%s\n' "$(id -u)" "$(id -g)"
    fi
}

# fill_in FILE NAME VALUE: set NAME unless it has a value.
fill_in() {
    if grep -q "^$2=." "$1"; then
        return
    elif grep -q "^$2=" "$1"; then
        sed -i "s|^$2=.*|$2=$3|" "$1"
    else
        printf '%s=%s\n' "$2" "$3" >>"$1"
    fi
}

# change FILE NAME VALUE: set NAME, whatever it was.
change() {
    sed -i "s|^$2=.*|$2=$3|" "$1"
    fill_in "$1" "$2" "$3"
}

# Print the .env of another machine that runs workers only, for the jobs of this one.
print_worker_settings() {
    local address tls=""
    [[ -f $ENV_FILE ]] || die "Nothing was started here yet. Start with: ./manage.sh"
    address="$(setting WORKERS_ADDRESS "")"
    [[ -n $address ]] || die "Set WORKERS_ADDRESS in .env first, to this machine's address in the workers' network, and run ./manage.sh"
    [[ -z $(setting WORKERS_CERTIFICATE "") ]] || tls=s
    cat <<TEXT
STACKS=workers
CA_FILE=$(setting CA_FILE "")
SCRIBE_REDIS_URL=redis$tls://:$(setting REDIS_PASSWORD "")@$address:$(setting REDIS_PORT 6379)/0
SCRIBE_S3_ENDPOINT_URL=http$tls://$address:$(setting S3_PORT 9000)
SCRIBE_S3_ACCESS_KEY=$(setting SCRIBE_S3_ACCESS_KEY "")
SCRIBE_S3_SECRET_KEY=$(setting SCRIBE_S3_SECRET_KEY "")
SCRIBE_STORAGE_ENCRYPTION_KEY=$(setting SCRIBE_STORAGE_ENCRYPTION_KEY "")
SCRIBE_STORAGE_ENCRYPTION_PREVIOUS_KEY=$(setting SCRIBE_STORAGE_ENCRYPTION_PREVIOUS_KEY "")
TEXT
}

# Docker would make a folder in the place of a file that is not there.
require_files() {
    local name file
    for name in CA_FILE WORKERS_CERTIFICATE; do
        file="$(setting "$name" "")"
        # Compose would look for another than this shell: in the folder of a stack, or among its volumes.
        [[ -z $file || $file == /* ]] || die "$name in .env is to be an absolute path: $file"
        [[ -z $file || -f $file ]] || die "$name in .env names no file: $file"
    done
    [[ -z $(setting WORKERS_CERTIFICATE "") || $(object_store) != minio ]] ||
        die "MinIO shows no certificate here: ./manage.sh migrate-objects first, or unset WORKERS_CERTIFICATE."
}

make_folders() {
    local name folder owner
    owner="$(setting CONTAINER_USER 1000:1000)"
    mkdir -p "$ROOT/02-workers/voice_bank"
    folder="$(setting WATCHED_DIR "")"
    # Docker would make it for root alone.
    [[ -z $folder || -d $folder ]] || install -d -o "${owner%:*}" -g "${owner#*:}" "$folder" 2>/dev/null || mkdir -p "$folder"
    (umask 077 && mkdir -p "$ROOT/volumes/secrets")
    for name in "${VOLUMES[@]}"; do
        folder="$ROOT/volumes/$name"
        mkdir -p "$folder"
        # PostgreSQL and Redis give their folders to a user of their own image.
        if [[ $(id -u) -eq 0 && $name != postgres_data && $name != redis_data ]]; then
            find "$folder" ! -uid "${owner%:*}" -exec chown --no-dereference "$owner" {} +
        fi
    done
}
