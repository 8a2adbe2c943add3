# shellcheck shell=bash
# Calibrate on the enrolled voices in a container with the worker's image, weights and settings.

# voices_in_docker …: the folder given by --strangers is mounted into the container.
voices_in_docker() {
    local given=() mounts=() strangers=""
    runs_here workers || die "No workers run on this machine, so there is nothing to calibrate. Run it where they do."
    while (($#)); do
        case "$1" in
            --strangers)
                strangers="${2:?--strangers needs a folder}"
                shift
                ;;
            --strangers=*) strangers="${1#*=}" ;;
            *) given+=("$1") ;;
        esac
        shift
    done
    if [[ -n $strangers ]]; then
        [[ -d $strangers ]] || die "There is no folder $strangers."
        mounts=(--volume "$(cd "$strangers" && pwd):/strangers:ro")
        given+=(--strangers /strangers)
    fi
    compose workers run --rm -T "${mounts[@]}" voices "${given[@]}" </dev/null
}
