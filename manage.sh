#!/usr/bin/env bash
# The command of Smart Meeting Scribe. It hands over to ops/docker, which needs Docker only, or to the Python packages
# ops and 03-interface/cli, for which it sets up .venv.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"
USE_GROUPS=(gateway worker models local cli)

help() {
    cat <<'TEXT'
Smart Meeting Scribe: who said what in a meeting, word by word, on your own machine.

On a server, with Docker:
  ./manage.sh                   start the three stacks, building what is missing; make .env at the first start
  ./manage.sh restart [STACK]   stop and start all stacks, or one of: core workers interface
  ./manage.sh update            fetch the new version with git, build it, start what has changed
  ./manage.sh migrate-objects   move the objects of an older version from MinIO to SeaweedFS, comparing each
  ./manage.sh doctor            check the host and every container, say what is wrong
  ./manage.sh worker-settings   print the .env of another machine whose workers take this one's jobs

On a laptop, without Docker:
  ./manage.sh demo              set everything up, start the product, transcribe a real recording
  ./manage.sh transcribe FILE   upload a recording, print who said what; --help lists its options
  ./manage.sh evaluate FOLDER   transcribe recordings whose words you know, print how many are wrong; --help lists options
  ./manage.sh import FILE…      make meetings of transcripts made elsewhere; --help lists formats and options
  ./manage.sh minutes ID        have the minutes of a meeting written, print them; --help lists its options
  ./manage.sh ask QUESTION      ask your meetings, print the answer with its seconds; --meeting ID asks one
  ./manage.sh mcp               serve meetings to an assistant by the Model Context Protocol, on standard input and output
  ./manage.sh local             start the product on this machine, print its addresses
  ./manage.sh setup             install the Python packages again, as after an NVIDIA card was added
  ./manage.sh models [VERB]     model weights: fetch [cpu|gpu|language|embeddings] (the default verb), list, verify
  ./manage.sh test [SUITE]      run every check and test, or some of: lint types web shell chaos contracts servers
                                gateway worker cli ops house bench e2e. --strict fails on any skipped test; other options go
                                to pytest: ./manage.sh test gateway -k upload
  ./manage.sh test-data VERB    recordings for tests: fetch [DIR], verify [DIR], list, compose; --help lists options
  ./manage.sh docs [--check]    write the tables in docs/ that are generated from the code
  ./manage.sh lock              write constraints.txt from the packages installed in .venv
  ./manage.sh sbom [FILE]       list all packages and images with versions and licences (CycloneDX, JSON)
  ./manage.sh erasure scan      search all stores and their files for what was deleted; --help lists options
  ./manage.sh chaos             kill, freeze, cut off and fill the parts of a stack of its own, see that nothing is lost
  ./manage.sh load              many users and some greedy ones at once, see that they do not disturb each other
  ./manage.sh bench [STUDY]     measure this product beside WhisperX, pyannote.audio and others; --help lists options

Either way:
  ./manage.sh backup DIR        add a backup of the running product to a folder, sending what is new; encrypted with --recipient KEY;
                                --keep N removes older ones; --help lists options
  ./manage.sh backup --verify DIR  restore a backup into servers of its own, compare every row and object, say what is corrupt
  ./manage.sh restore DIR       replace what is here by a backup; asks first; what was deleted since stays deleted;
                                --without-damaged leaves out files that are damaged
  ./manage.sh invite EMAIL --name NAME [--role admin]  create an account, print the one-time link by which its owner joins
  ./manage.sh reset-password EMAIL  end password and sessions of an account, print the one-time link to a new password
  ./manage.sh remove-second-factor EMAIL  let an account in with its password alone, whose authenticator and codes are lost
  ./manage.sh encrypt-objects   encrypt what lies in storage under the present key: old objects, or those of the key before
  ./manage.sh audit export|verify  write the audit log out as JSON lines or syslog, or check its chain; --help lists options
  ./manage.sh rotate-secrets [SECRET…]  replace secrets while everything runs: jwt database redis s3 search language, or all;
                                --leaked ends what the signing key has signed
  ./manage.sh voices calibrate  fit the threshold of identification to the enrolled voices; --help lists its options
  ./manage.sh status            show every process or container with its state
  ./manage.sh logs [SERVICE]    print the last lines of the logs; -f follows them, -n N sets how many lines
  ./manage.sh stop [STACK]      stop everything, or one stack; data stays in volumes
  ./manage.sh help              print this text

Without Docker, the first command that needs it sets up .venv. Without an NVIDIA card that is about 0.7 GB to
download, with PyTorch's CPU build from its own index, or from the one or the folder that TORCH_CPU_INDEX_URL=… names; with a card,
or where that index does not answer within seconds, about 3.4 GB. TORCH_INDEX_URL=… takes PyTorch from an index of your
choice on any machine, and from the usual one if empty.
TEXT
}

# help_of VERB: print what help says of it, or all of it where it says nothing.
help_of() {
    local lines
    lines="$(help | awk -v verb="$1" '
        /^  \.\/manage\.sh/ { shown = $2 == verb }
        !/^  / { shown = 0 }
        shown')"
    if [[ -n $lines ]]; then
        printf '%s\n' "$lines"
    else
        help
    fi
}

asks_for_help() { [[ " $* " == *" --help "* || " $* " == *" -h "* ]]; }

# The verb that --help follows. It is answered by the program behind the verb where that is installed, by help_of elsewhere.
HELP_OF=""

answer_without_program() {
    [[ -n $HELP_OF ]] || return 0
    help_of "$HELP_OF"
    say "The first command that needs it sets everything up; from then on --help lists the options, if there are any."
    exit
}

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

find_python() {
    local candidate candidates=(python3.11 python3 python)
    if [[ -n ${PYTHON311:-} ]]; then
        candidates=("$PYTHON311")
    fi
    for candidate in "${candidates[@]}"; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    die "Python 3.11 with its venv module is needed and was not found. Install it (on Debian: python3.11 and" \
        "python3.11-venv), or name one: PYTHON311=/path/to/python3.11 ./manage.sh …"
}

# Print the checksum of everything that an installation depends on: when it changes, set-up runs again.
fingerprint() {
    {
        printf '%s\n' "$ROOT"
        # Of pyproject.toml only the packages: settings of linters change nothing.
        sed '/^\[tool\./,$d' "$ROOT/pyproject.toml"
        cat "$ROOT/constraints.txt" "$ROOT/01-core/contracts/pyproject.toml"
        cat "$VENV/pyvenv.cfg" 2>/dev/null || true
    } | cksum
}

is_set_up() {
    local stamp="$VENV/set-up-for-$1"
    [[ -f $stamp && "$(<"$stamp")" == "$(fingerprint)" ]]
}

# set_up use|dev: install what running the product needs, or also what testing it needs.
set_up() {
    if is_set_up dev || is_set_up "$1"; then
        say "Set-up is done."
        if grep -qsx cpu "$VENV/torch-builds" && compgen -G '/dev/nvidia[0-9]*' >/dev/null; then
            say "This machine has an NVIDIA card now, which PyTorch's CPU build does not use: ./manage.sh setup"
        fi
        return
    fi
    answer_without_program
    say "Setting up Python packages in $VENV; the first time this takes minutes."
    if ! "$PYTHON" -c 'import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
        local base
        base="$(find_python)"
        "$base" -m venv --clear "$VENV"
    fi
    # Standard output is for results, as of `./manage.sh transcribe FILE >meeting.txt`.
    install "$1" >&2
    fingerprint >"$VENV/set-up-for-$1"
    say "Set-up is done."
}

install() {
    local groups=("${USE_GROUPS[@]}")
    if [[ $1 == dev ]]; then
        groups=(dev)
    fi
    PYTHONPATH="$ROOT" "$PYTHON" -P -m ops.setup "${groups[@]}"
}

# Install again, for this machine as it is now: with a card that was added, PyTorch comes with CUDA.
set_up_again() {
    local level=use
    [[ ! -f $VENV/set-up-for-dev ]] || level=dev
    rm -f "$VENV"/set-up-for-*
    set_up "$level"
}

# run FOLDERS MODULE …: with -P, files in the caller's folder do not hide our modules.
run() {
    local folders="$1"
    shift
    PYTHONPATH="$folders" exec "$PYTHON" -P -m "$@"
}

run_local() {
    [[ -x $PYTHON ]] || die "Nothing is set up in this folder yet, so nothing runs. Start with: ./manage.sh demo"
    run "$ROOT:$ROOT/01-core" ops "$@"
}

load_docker() {
    # shellcheck source=ops/docker/stacks.sh
    source "$ROOT/ops/docker/stacks.sh"
    # shellcheck source=ops/docker/environment.sh
    source "$ROOT/ops/docker/environment.sh"
    # shellcheck source=ops/docker/objects.sh
    source "$ROOT/ops/docker/objects.sh"
    # shellcheck source=ops/docker/checks.sh
    source "$ROOT/ops/docker/checks.sh"
    # shellcheck source=ops/docker/lifecycle.sh
    source "$ROOT/ops/docker/lifecycle.sh"
    # shellcheck source=ops/docker/backup.sh
    source "$ROOT/ops/docker/backup.sh"
    # shellcheck source=ops/docker/voices.sh
    source "$ROOT/ops/docker/voices.sh"
    # shellcheck source=ops/docker/rotation.sh
    source "$ROOT/ops/docker/rotation.sh"
}

runs_locally() {
    [[ -x $PYTHON && -d $ROOT/volumes/local ]] && (run_local status >/dev/null 2>&1)
}

# Read enrolled voices from the storage of the running product; where nothing runs, from the voice bank.
run_voices() {
    load_docker
    if in_docker; then
        voices_in_docker "$@"
        return
    fi
    set_up use
    if runs_locally; then
        set -a
        # shellcheck disable=SC1091  # written at each start of the local stack
        source "$ROOT/volumes/local/env"
        set +a
    fi
    run "$ROOT/02-workers" app.voices "$@"
}

# run_backups backup|restore …: of what this clone runs; on a new machine of what it can run.
run_backups() {
    local verb="$1"
    shift
    load_docker
    if [[ -n $HELP_OF ]]; then
        # Restoring starts and stops stacks, whatever else it is given.
        if in_docker; then
            ready_for_backups
            in_backup_container "$verb" --help
            return
        fi
    elif in_docker || { [[ ! -d $ROOT/volumes/local ]] && command -v docker >/dev/null; }; then
        "$verb" "$@"
        return
    fi
    set_up use
    if runs_locally; then
        set -a
        # shellcheck disable=SC1091  # written at each start of the local stack
        source "$ROOT/volumes/local/env"
        set +a
    fi
    if [[ $verb == restore ]]; then
        set -- --local "$@"
    fi
    run "$ROOT:$ROOT/01-core" ops.backup "$verb" "$@"
}

# Work on accounts in the gateway's container, or beside the processes of the local product.
run_accounts() {
    load_docker
    if in_docker; then
        accounts_in_docker "$@"
        return
    fi
    if ! runs_locally; then
        answer_without_program
        die "Nothing runs in this folder. Start with: ./manage.sh local"
    fi
    set -a
    # shellcheck disable=SC1091  # written at each start of the local stack
    source "$ROOT/volumes/local/env"
    set +a
    run "$ROOT/03-interface/backend" app.manage "$@"
}

# Replace secrets in Docker, or of the local product.
run_rotation() {
    load_docker
    if in_docker; then
        rotate_secrets "$@"
        return
    fi
    runs_locally || die "Nothing runs in this folder. Start with: ./manage.sh, or ./manage.sh local"
    run_local rotate-secrets "$@"
}

# run_either VERB FUNCTION …: in Docker, as plain processes, or both, wherever this clone was started.
run_either() {
    local verb="$1" function="$2"
    shift 2
    load_docker
    if in_docker; then
        "$function" "$@"
        runs_locally || return 0
    fi
    run_local "$verb" "$@"
}

main() {
    local verb="${1:-up}"
    shift || true
    if asks_for_help "$@"; then
        case "$verb" in
            # These would act: they look at no options, or pass on those that they do not know.
            up | restart | update | migrate-objects | doctor | worker-settings | status | logs | stop | rotate-secrets | \
                setup | lock | test)
                help_of "$verb"
                return
                ;;
        esac
        HELP_OF="$verb"
    fi
    case "$verb" in
        up)
            load_docker
            bring_up
            ;;
        restart)
            load_docker
            restart_stacks "$@"
            ;;
        update)
            load_docker
            update "$@"
            ;;
        backup | restore) run_backups "$verb" "$@" ;;
        doctor)
            load_docker
            doctor "$@"
            ;;
        migrate-objects)
            load_docker
            migrate_objects
            ;;
        worker-settings)
            load_docker
            print_worker_settings
            ;;
        demo)
            set_up use
            (run "$ROOT/03-interface:$ROOT:$ROOT/01-core" cli demo "$@")
            [[ $# -gt 0 ]] || say "From set-up to transcript: $((SECONDS / 60)) min $((SECONDS % 60)) s."
            ;;
        ask | evaluate | import | mcp | minutes | transcribe)
            set_up use
            run "$ROOT/03-interface:$ROOT:$ROOT/01-core" cli "$verb" "$@"
            ;;
        local)
            set_up use
            run_local start "$@"
            ;;
        rotate-secrets) run_rotation "$@" ;;
        setup) set_up_again ;;
        status) run_either status show_status ;;
        logs) run_either logs show_logs "$@" ;;
        stop) run_either stop stop_stacks "$@" ;;
        models)
            set_up use
            run "$ROOT/02-workers" app.packs "${@:-fetch}"
            ;;
        voices) run_voices "$@" ;;
        audit | encrypt-objects | invite | reset-password | remove-second-factor) run_accounts "$verb" "$@" ;;
        test)
            set_up dev
            run_local test "$@"
            ;;
        docs)
            set_up dev
            run "$ROOT:$ROOT/01-core" ops.docs "$@"
            ;;
        lock)
            set_up dev
            run_local lock
            ;;
        sbom)
            set_up dev
            run "$ROOT:$ROOT/01-core" ops.sbom "$@"
            ;;
        test-data)
            set_up dev
            run "$ROOT" ops.testdata "$@"
            ;;
        chaos)
            set_up dev
            run "$ROOT:$ROOT/01-core" ops.chaos "$@"
            ;;
        erasure)
            set_up use
            run "$ROOT:$ROOT/01-core" ops.erasure "$@"
            ;;
        load)
            set_up dev
            run "$ROOT:$ROOT/01-core" ops.load "$@"
            ;;
        bench)
            set_up dev
            run "$ROOT:$ROOT/01-core:$ROOT/02-workers:$ROOT/03-interface:$ROOT/tests" bench "$@"
            ;;
        help | -h | --help) help ;;
        *)
            help >&2
            die "There is no verb $verb."
            ;;
    esac
}

main "$@"
