# shellcheck shell=bash
# The S3 server of the stack 01: SeaweedFS, or MinIO where an older version's data was not moved yet.

object_store() { setting OBJECT_STORE seaweedfs; }

check_object_store() {
    [[ $(object_store) == seaweedfs || $(object_store) == minio ]] ||
        fail "OBJECT_STORE in .env is $(object_store); it must be seaweedfs or minio." || return
    printf 'Objects lie in: %s\n' "$(object_store)"
}

has_data() { [[ -d $ROOT/volumes/$1 && -n $(ls -A "$ROOT/volumes/$1") ]]; }

# Where an older version has left its data in MinIO, go on with MinIO until they are moved.
keep_minio() {
    if [[ -z $(setting OBJECT_STORE "") ]] && has_data minio_data && ! has_data s3_data; then
        fill_in "$ENV_FILE" OBJECT_STORE minio
        say "The objects lie in MinIO, which gets no repairs any more. Move them when it suits you: ./manage.sh migrate-objects"
    fi
}

# Give MinIO a user for the product, who reaches its three buckets only. After that start, do nothing.
limit_minio() {
    [[ $(object_store) == minio && $(setting MINIO_ROOT_USER "") != $(setting SCRIBE_S3_ACCESS_KEY "") ]] || return 0
    if ! compose core exec -T s3 sh >/dev/null <<'SH'; then
set -e
# Neither mc nor the shell gets a secret as an argument, which every user of the host could read.
export MC_HOST_local="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000"
printf '%s\n%s\n' "$S3_ACCESS_KEY" "$S3_SECRET_KEY" | mc admin user add local
for bucket in uploads processed voices; do mc mb --ignore-existing "local/$bucket"; done
cat >/tmp/policy.json <<'JSON'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
  "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:GetBucketLocation",
    "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
  "Resource": ["arn:aws:s3:::uploads", "arn:aws:s3:::uploads/*", "arn:aws:s3:::processed", "arn:aws:s3:::processed/*",
    "arn:aws:s3:::voices", "arn:aws:s3:::voices/*"]}]}
JSON
mc admin policy create local scribe /tmp/policy.json
mc admin policy attach local scribe --user "$S3_ACCESS_KEY" || mc admin user info local "$S3_ACCESS_KEY" | grep -q scribe
SH
        say "MinIO could not make a user for the product, as said above; the product uses MinIO's own key instead." \
            "./manage.sh migrate-objects moves the objects to a server with a limited key."
        change "$ENV_FILE" MINIO_ROOT_USER "$(setting SCRIBE_S3_ACCESS_KEY "")"
        change "$ENV_FILE" MINIO_ROOT_PASSWORD "$(setting SCRIBE_S3_SECRET_KEY "")"
        start_stack core
    fi
}

# Copy all objects from MinIO to SeaweedFS, compare each, and go on with SeaweedFS. MinIO's data stay where they are.
migrate_objects() {
    local old
    [[ -f $ENV_FILE ]] || die "Nothing was started here yet. Start with: ./manage.sh"
    keep_minio
    [[ $(object_store) == minio ]] || die "The objects lie in $(object_store) already."
    prepare
    OBJECT_STORE=seaweedfs build core s3
    pause_services
    compose core stop s3
    old="$(setting PRODUCT scribe)-old-objects"
    docker rm --force "$old" >/dev/null 2>&1 || true
    compose core run --detach --rm --no-deps --name "$old" s3 >/dev/null
    # shellcheck disable=SC2064  # the name of now
    trap "docker stop '$old' >/dev/null 2>&1; resume_services" EXIT
    OBJECT_STORE=seaweedfs start_stack core
    say "Copying all objects; each is read back and compared"
    if ! copy_objects "http://$old:9000"; then
        docker stop "$old" >/dev/null 2>&1 || true
        start_stack core
        die "The objects were not moved, as said above. Everything goes on with MinIO; nothing in it was changed."
    fi
    change "$ENV_FILE" OBJECT_STORE seaweedfs
    say "The objects lie in volumes/s3_data now. volumes/minio_data is as it was: remove it once you have made a backup."
}

# copy_objects ADDRESS: the source's keys go through standard input, out of everybody's sight.
copy_objects() {
    printf '{"endpoint_url": "%s", "access_key": "%s", "secret_key": "%s"}' \
        "$1" "$(setting MINIO_ROOT_USER "")" "$(setting MINIO_ROOT_PASSWORD "")" |
        OBJECT_STORE=seaweedfs compose interface run --rm -T --no-deps gateway python -m app.object_copy
}

# Stop gateway and workers while data is copied; they start again at the end, even after an error.
pause_services() {
    local stack
    PAUSED=()
    for stack in interface workers; do
        [[ -z $(containers_of "$stack") ]] || PAUSED=("$stack" "${PAUSED[@]}")
    done
    trap resume_services EXIT
    say "Stopping gateway and workers while the data is copied"
    for stack in interface workers; do
        compose "$stack" stop
    done
}

resume_services() {
    local stack
    for stack in "${PAUSED[@]}"; do
        start_stack "$stack"
    done
}
