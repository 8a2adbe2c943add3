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
    make_folders
    make_network
    build interface backup
}

# in_backup_container VERB …: run it as the owner of the data, with the folders and files that it names mounted.
in_backup_container() {
    local verb="$1" owner folder made="" status=0 given=() mounts=() scratch="$ROOT/volumes/backup_scratch"
    shift
    owner="$(setting CONTAINER_USER 1000:1000)"
    # PostgreSQL, into which backups are restored to verify them, asks for the name of its user.
    printf 'scribe:x:%s:%s::/tmp:/usr/sbin/nologin\n' "${owner%:*}" "${owner#*:}" >"$scratch/passwd"
    mounts=(--volume "$scratch/passwd:/etc/passwd:ro")
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
                # Its reader in the container may be another user than the caller.
                (umask 077 && cat "$2" >"$scratch/identity")
                # shellcheck disable=SC2064  # the path of now
                trap "rm -f '$scratch/identity'" EXIT
                give_to "$owner" "$scratch/identity"
                given+=("$1" /scratch/identity)
                shift
                ;;
            --new-key)
                [[ ! -e $2 ]] || die "$2 exists already."
                made="$2"
                given+=("$1" /scratch/key)
                shift
                ;;
            --scratch)
                folder="$(folder_for "$2" "$owner")" || exit 1
                mounts+=(--volume "$folder:/scratch/given")
                given+=("$1" /scratch/given)
                shift
                ;;
            --recipient | --keep | --keep-days | --snapshot)
                given+=("$1" "$2")
                shift
                ;;
            --verify)
                # What one that was killed has left there can be read by whoever reads the disk.
                rm -rf "$scratch"/scribe-*
                given+=("$1")
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
    compose interface run --rm -T --no-deps "${mounts[@]}" backup "$verb" "${given[@]}" </dev/null || status=$?
    rm -f "$scratch/identity"
    if [[ -n $made && -f $scratch/key ]]; then
        mv "$scratch/key" "$made"
    fi
    return "$status"
}

# folder_for FOLDER OWNER: make it where it is missing, give it to the container's user, print its whole path.
folder_for() {
    local whole
    (umask 077 && mkdir -p "$1") || die "$1 cannot be made."
    whole="$(cd "$1" && pwd)"
    give_to "$2" "$whole"
    printf '%s\n' "$whole"
}

# give_to OWNER PATH: what root has made, the container's user could not write.
give_to() {
    if [[ $(id -u) -eq 0 ]]; then
        chown -R "$1" "$2"
    fi
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
