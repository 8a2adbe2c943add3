#!/usr/bin/env bash
# The one command of Smart Meeting Scribe. It prepares Python and hands over: the logic is in 01-core/local and 03-interface/cli.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"
USE_GROUPS=(gateway worker models local cli)

help() {
    cat <<'TEXT'
Smart Meeting Scribe: who said what in a meeting, word by word, on your own machine.

  ./manage.sh demo              set everything up, start the product, transcribe a real recording
  ./manage.sh transcribe FILE   upload a recording, print who said what; --help lists its options
  ./manage.sh local             start the product on this machine without Docker, print its addresses
  ./manage.sh status            every process with its state, port and uptime
  ./manage.sh logs [SERVICE]    last lines of one service's log or of all; -f goes on, -n N says how many
  ./manage.sh stop              stop what `local` started; data stays in volumes/local
  ./manage.sh models [VERB]     model weights: fetch [cpu|gpu] (the default verb), list, verify
  ./manage.sh test [SUITE]      every check and test, or some: lint types web shell contracts gateway worker stack;
                                what follows goes to pytest: ./manage.sh test gateway -k upload
  ./manage.sh help              this text

The first command that needs it sets up .venv: about 6 GB to download, most of it PyTorch with CUDA.
TORCH_INDEX_URL=… takes PyTorch from another package index, such as one with CPU builds only.
TEXT
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

# What an installation depends on; where it changes, set-up runs again.
fingerprint() {
    {
        printf '%s\n' "$ROOT"
        # Of pyproject.toml only the packages: how the linters are set changes nothing.
        sed '/^\[tool\./,$d' "$ROOT/pyproject.toml"
        cat "$ROOT/constraints.txt" "$ROOT/01-core/contracts/pyproject.toml"
        cat "$VENV/pyvenv.cfg" 2>/dev/null || true
    } | cksum
}

is_set_up() {
    local stamp="$VENV/set-up-for-$1"
    [[ -f $stamp && "$(<"$stamp")" == "$(fingerprint)" ]]
}

# set_up use: what running the product takes; set_up dev: also what testing it takes.
set_up() {
    if is_set_up dev || is_set_up "$1"; then
        say "Set-up is done."
        return
    fi
    say "Setting up Python packages in $VENV; the first time this takes minutes and about 6 GB."
    if ! "$PYTHON" -c 'import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
        local base
        base="$(find_python)"
        "$base" -m venv --clear "$VENV"
    fi
    install "$1"
    fingerprint >"$VENV/set-up-for-$1"
    say "Set-up is done."
}

install() {
    local options=(--constraint "$ROOT/constraints.txt") group groups=("${USE_GROUPS[@]}")
    if [[ $1 == dev ]]; then
        groups=(dev)
    fi
    for group in "${groups[@]}"; do
        options+=(--group "$ROOT/pyproject.toml:$group")
    done
    if [[ -n ${TORCH_INDEX_URL:-} ]]; then
        # pip prefers 2.14.1+cpu to 2.14.1.
        options+=(--extra-index-url "$TORCH_INDEX_URL")
    fi
    "$PYTHON" -m pip install --upgrade 'pip>=25.1'
    # Python compiles what it uses at first use; compiling all of it here takes a minute more.
    "$PYTHON" -m pip install --no-compile "${options[@]}" --editable "$ROOT/01-core/contracts"
}

# run FOLDERS MODULE …: -P keeps the caller's folder from hiding our modules.
run() {
    local folders="$1"
    shift
    PYTHONPATH="$folders" exec "$PYTHON" -P -m "$@"
}

run_local() {
    [[ -x $PYTHON ]] || die "Nothing is set up in this folder yet, so nothing runs. Start with: ./manage.sh demo"
    run "$ROOT/01-core" local "$@"
}

main() {
    local verb="${1:-help}"
    shift || true
    case "$verb" in
        demo | transcribe)
            set_up use
            run "$ROOT/03-interface:$ROOT/01-core" cli "$verb" "$@"
            ;;
        local)
            set_up use
            run_local start "$@"
            ;;
        status | logs | stop) run_local "$verb" "$@" ;;
        models)
            set_up use
            run "$ROOT/02-workers" app.packs "${@:-fetch}"
            ;;
        test)
            set_up dev
            run_local test "$@"
            ;;
        help | -h | --help) help ;;
        *)
            help >&2
            die "There is no verb $verb."
            ;;
    esac
}

main "$@"
