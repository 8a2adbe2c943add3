# shellcheck shell=bash
# Back up what runs in Docker, verify backups and restore them: ops/backup, in a container of its own.

backup() {
    local argument needs_core=yes
    (($#)) || die "Where to? ./manage.sh backup DIR"
    for argument in "$@"; do
        case "$argument" in
            --verify | --list | --new-key* | --help | -h) needs_core="" ;;
        esac
    done
    [[ -z $needs_core || -n $(containers_of core) ]] || die "The stack core does not run. Start with: ./manage.sh"
    ready_for_backups
    in_backup_container backup "$@"
}

restore() {
    local stack
    (($#)) || die "From where? ./manage.sh restore DIR"
    prepare
    ready_for_backups
    in_backup_container check "$@"
    start_stack core
    confirm_overwrite
    compose interface stop
    compose workers stop
    in_backup_container restore --yes "$@" ||
        die "The product stays stopped, since data may have been replaced in part: run the command again, or ./manage.sh"
    for stack in $(selected); do
        start_stack "$stack"
    done
    print_addresses
}

ready_for_backups() {
    make_environment
    require_files
    make_folders
    make_network
    build interface backup
}

# in_backup_container VERB …: run it as the owner of the data, with the folders and files that it names mounted.
in_backup_container() {
    local verb="$1" owner folder made="" status=0 given=() mounts=() scratch key=/dev/null
    shift
    owner="$(setting CONTAINER_USER 1000:1000)"
    SCRATCHES=()
    trap remove_scratch EXIT
    make_scratch "$ROOT/volumes/backup_scratch" "$owner"
    scratch="${SCRATCHES[0]}"
    # PostgreSQL, into which backups are restored to verify them, asks for the name of its user.
    printf 'scribe:x:%s:%s::/tmp:/usr/sbin/nologin\n' "${owner%:*}" "${owner#*:}" >"$scratch/passwd"
    chmod 644 "$scratch/passwd"
    mounts=(--volume "$scratch:/scratch" --volume "$scratch/passwd:/etc/passwd:ro")
    # The voice bank belongs to the caller, who puts its recordings back.
    [[ $verb != restore ]] || mounts+=(--env SCRIBE_VOICE_BANK_DIR=/scratch/voice_bank)
    while (($#)); do
        if [[ $1 == --*=* ]]; then
            set -- "${1%%=*}" "${1#*=}" "${@:2}"
        fi
        case "$1" in
            --identity | --new-key | --recipient | --keep | --keep-days | --scratch | --snapshot)
                (($# > 1)) || die "$1 needs a value."
                ;;
        esac
        case "$1" in
            --identity)
                [[ -f $2 ]] || die "There is no file $2."
                # By standard input, so that no copy of the key is on a disk, whatever happens.
                key="$2"
                given+=("$1" -)
                shift
                ;;
            --new-key)
                [[ ! -e $2 ]] || die "$2 exists already."
                made="$2"
                given+=("$1" /scratch/key)
                shift
                ;;
            --scratch)
                (umask 077 && mkdir -p "$2") || die "$2 cannot be made."
                make_scratch "$(cd "$2" && pwd)" "$owner"
                mounts+=(--volume "${SCRATCHES[-1]}:/given")
                given+=("$1" /given)
                shift
                ;;
            --recipient | --keep | --keep-days | --snapshot)
                given+=("$1" "$2")
                shift
                ;;
            -*) given+=("$1") ;;
            *)
                [[ $verb == backup || -d $1 ]] || die "There is no folder $1."
                folder="$(folder_for "$1" "$owner")" || exit 1
                given+=("$folder")
                mounts+=(--volume "$folder:$folder")
                ;;
        esac
        shift
    done
    compose interface run --rm -T --no-deps "${mounts[@]}" backup "$verb" "${given[@]}" <"$key" || status=$?
    if [[ $status -eq 0 && -d $scratch/voice_bank ]]; then
        cp -R "$scratch/voice_bank/." "$ROOT/02-workers/voice_bank/" || status=$?
    fi
    if [[ -n $made && -f $scratch/key ]]; then
        mv "$scratch/key" "$made"
    fi
    remove_scratch
    return "$status"
}

# make_scratch FOLDER OWNER: make a folder of this call's own there, the last of SCRATCHES, which is locked while it is used;
# remove those of calls that were killed, since whoever reads the disk can read what they have left.
make_scratch() {
    local each guard lock
    # Nobody removes one that is not locked yet.
    exec {guard}<"$1"
    flock "$guard"
    for each in "$1"/scribe-backup.*; do
        if [[ -d $each && ! -L $each ]] && (exec 9<"$each" && flock --nonblock 9); then
            rm -rf "$each"
        fi
    done
    each="$(mktemp -d "$1/scribe-backup.XXXXXX")" || die "Nothing can be written to $1."
    exec {lock}<"$each"
    flock "$lock"
    exec {guard}<&-
    SCRATCHES+=("$each")
    give_to "$2" "$each"
}

remove_scratch() {
    ((!${#SCRATCHES[@]})) || rm -rf "${SCRATCHES[@]}"
    SCRATCHES=()
}

# folder_for FOLDER OWNER: make it where it is missing, give it to the container's user, print its whole path.
folder_for() {
    local whole name
    if [[ ! -e $1 ]]; then
        (umask 077 && mkdir -p "$1") || die "$1 cannot be made."
    fi
    whole="$(cd "$1" && pwd)" || exit 1
    if [[ -z $(ls -A "$whole") ]]; then
        give_to "$2" "$whole"
    elif [[ -f $whole/about.json || -f $whole/sha256sums && -f $whole/database.dump ]]; then
        # What backups are made of, and nothing else that may be there.
        for name in about.json lock journal.jsonl erasures.jsonl snapshots files sha256sums database.dump objects voice_bank; do
            [[ ! -e $whole/$name || -L $whole/$name ]] || give_to "$2" "$whole/$name"
        done
        give_to "$2" "$whole"
    else
        die "$1 holds something else than backups: name another folder."
    fi
    printf '%s\n' "$whole"
}

# give_to OWNER PATH: what root has made, the container's user could not write. What is in a folder of backups is theirs, too.
give_to() {
    [[ $(id -u) -eq 0 ]] || return 0
    case "${2##*/}" in
        snapshots | files | objects | voice_bank) chown -hR "$1" "$2" ;;
        *) chown -h "$1" "$2" ;;
    esac
}

# Ask for a typed word, unless the database is empty.
confirm_overwrite() {
    local tables answer
    # Not the database's own container: another database may be in use, and its password another than at its start.
    tables="$(compose interface run --rm -T --no-deps backup tables </dev/null)" || die "Nothing was changed."
    [[ $tables != 0 ]] || return 0
    say "All users, meetings, transcripts and voices that are here now will be replaced by those of the backup."
    # No command before this may have read the answer from standard input: hence /dev/null above and in prepare.
    read -r -p "Type restore to go on: " answer || true
    [[ ${answer:-} == restore ]] || die "Nothing was changed."
}
