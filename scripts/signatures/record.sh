#!/usr/bin/env bash
# Records signatures by the real cosign and notation, each form of them, for the tests of policy:
#   PATH=DIR:$PATH NODE_MODULES=DIR record.sh OUT
# Wants cosign 3, notation 1.3, oras 1, docker-registry, openssl, jq, node and the npm package @sigstore/mock 0.13.0.
# The tests take OUT instead of what is recorded by -Dberth.signatures=OUT.
# OUT is a repository as files: tags/TAG is a manifest, blobs/HEX a blob or manifest by digest. Beside it the keys.
set -euo pipefail
here=$(dirname "$(realpath "$0")") out=$(realpath -m "$1") port=5039 sigstore=5038
repository=127.0.0.1:$port/storage/ceph work=$(mktemp -d) pids=()
trap 'kill "${pids[@]}"; rm -rf "$work"' EXIT
export HOME=$work COSIGN_PASSWORD='' XDG_CONFIG_HOME=$work/.config
mkdir -p "$out"/{tags,blobs,keys,truststore/{ec,rsa}} "$work/registry" "$work/services"
cd "$work"

cat > registry.yml <<Y
version: 0.1
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: 127.0.0.1:$port}
log: {level: error}
Y
docker-registry serve registry.yml > registry.log 2>&1 & pids+=($!)
node "$here/sigstore-services.cjs" $sigstore "$work/services" & pids+=($!)
until [ -e services/ready ] && (: < /dev/tcp/127.0.0.1/$port) 2> /dev/null; do read -rt 0.1 <> <(:) || :; done

# The plugin.
echo '{"description":"signed","entrypoint":["/p"],"interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"}}' > config.json
mkdir rootfs && echo x > rootfs/p && tar czf layer.tgz -C rootfs p
oras push --plain-http $repository:1 --config config.json:application/vnd.docker.plugin.v1+json \
    layer.tgz:application/vnd.docker.image.rootfs.diff.tar.gzip
digest=$(oras resolve --plain-http $repository:1)

# cosign by key, as a tag and as a bundle; and an attestation, which is no signature.
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.pem
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem
openssl genpkey -algorithm ed25519 -out ed25519.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkey -pubout -out "$out/keys/other.pub"
sign=(cosign sign -y --tlog-upload=false --use-signing-config=false --allow-insecure-registry)
for key in p256 rsa ed25519; do
    cosign import-key-pair --key $key.pem --output-key-prefix $key
    cp $key.pub "$out/keys/"
    "${sign[@]}" --key $key.key --new-bundle-format=false $repository@$digest
done
"${sign[@]}" --key p256.key $repository@$digest
echo '{"sbom":1}' > sbom.json
cosign attest -y --key p256.key --tlog-upload=false --use-signing-config=false --allow-insecure-registry \
    --predicate sbom.json --type spdxjson $repository@$digest

# cosign keyless.
part() { printf %s "$1" | base64 -w0 | tr '+/' '-_' | tr -d =; }
identity=https://ci.example.com/storage/ceph@main issuer=https://ci.example.com
token=$(part '{"alg":"RS256"}').$(part "{\"iss\":\"$issuer\",\"sub\":\"$identity\",\"aud\":\"sigstore\",\"exp\":9999999999,\"iat\":1}").$(part x)
url=http://127.0.0.1:$sigstore since=start-time=2020-01-01T00:00:00Z
cosign signing-config create --no-default-fulcio --no-default-oidc --no-default-rekor --no-default-tsa \
    --fulcio="url=$url,api-version=1,$since,operator=test" --rekor="url=$url,api-version=1,$since,operator=test" \
    --rekor-config=ANY --out signing-config.json
cosign trusted-root create --fulcio="url=$url,certificate-chain=services/fulcio.pem" \
    --rekor="url=$url,public-key=services/rekor.pub,$since" --ctfe="url=$url,public-key=services/ctfe.pub,$since" \
    --out "$out/keys/trusted_root.json"
cosign sign -y --identity-token "$token" --signing-config signing-config.json \
    --trusted-root "$out/keys/trusted_root.json" --allow-insecure-registry $repository@$digest

# notation, with an RSA key of its own making and an EC key of a CA.
notation cert generate-test --default --bits 2048 acme
cp .config/notation/truststore/x509/ca/acme/acme.crt "$out/truststore/rsa/"
notation sign --insecure-registry $repository@$digest
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out "$out/truststore/ec/ca.crt" \
    -days 36500 -subj '/C=DE/O=Acme/CN=Acme CA' -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout leaf.key -out leaf.csr -subj '/C=DE/ST=BE/O=Acme/CN=storage'
openssl x509 -req -in leaf.csr -CA "$out/truststore/ec/ca.crt" -CAkey ca.key -set_serial 7 -days 36500 -out leaf.crt \
    -extfile <(printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\nbasicConstraints=critical,CA:FALSE\n')
cat leaf.crt "$out/truststore/ec/ca.crt" > chain.crt
jq ".keys += [{name: \"ec\", keyPath: \"$work/leaf.key\", certPath: \"$work/chain.crt\"}]" \
    .config/notation/signingkeys.json > keys.json && mv keys.json .config/notation/signingkeys.json
notation sign --key ec --user-metadata build=7 --insecure-registry $repository@$digest
notation sign --key ec --expiry 1m --insecure-registry $repository@$digest

# Their makers are their first judges; but cosign 3.1.1 does not verify its own Ed25519 and P-384.
verify=(cosign verify --allow-insecure-registry)
for key in p256 rsa; do
    "${verify[@]}" --key $key.pub --insecure-ignore-tlog --new-bundle-format=false $repository@$digest > verified.json
done
"${verify[@]}" --key p256.pub --insecure-ignore-tlog $repository@$digest > verified.json
"${verify[@]}" --trusted-root "$out/keys/trusted_root.json" --certificate-identity "$identity" \
    --certificate-oidc-issuer "$issuer" $repository@$digest > verified.json
cp "$out/truststore/ec/ca.crt" .config/notation/truststore/x509/ca/acme/
cat > trustpolicy.json <<Y
{"version": "1.0", "trustPolicies": [{"name": "all", "registryScopes": ["*"], "signatureVerification": {"level": "strict"},
 "trustStores": ["ca:acme"], "trustedIdentities": ["x509.subject: C=DE, ST=BE, O=Acme"]}]}
Y
notation policy import --force trustpolicy.json
notation verify --insecure-registry $repository@$digest

for tag in $(oras repo tags --plain-http $repository); do
    oras manifest fetch --plain-http $repository:$tag > "$out/tags/$tag"
done
for blob in "$work"/registry/docker/registry/v2/blobs/sha256/??/*/data; do
    cp "$blob" "$out/blobs/$(basename "$(dirname "$blob")")"
done
chmod -R a+rX "$out"
