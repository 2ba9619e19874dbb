# ./berth new PROTOCOL NAME: a project for a plugin of one's own, in the folder NAME. Sourced by ../berth.
# shellcheck shell=bash

new_project() {
    local protocol=${1:-} name=${2:-} template=$here/scripts/new
    [ $# -eq 2 ] && [ -d "$template/$protocol" ] && [ -n "$protocol" ] ||
        fail "say what to make: ./berth new volume|network|ipam|authz|log|metrics NAME"
    [[ $name =~ ^[a-z][a-z0-9]*(-[a-z0-9]+)*$ ]] ||
        fail "\"$name\" cannot name a plugin: use small letters, digits and single hyphens, a letter first"
    [ ! -e "$name" ] || fail "$name is there already: choose another name, or remove it"

    local class package=${name//-/} source
    class=$(sed -E 's/(^|-)([a-z0-9])/\U\2/g' <<<"$name")
    source=src/main/java/com/example/$package
    mkdir -p "$name/$source" "$name/${source/main/test}"
    fill "$template/pom.xml" "$name/pom.xml"
    fill "$template/gitignore" "$name/.gitignore"
    fill "$template/README.md" "$name/README.md"
    fill "$template/$protocol/config.json" "$name/config.json"
    fill "$template/$protocol/image.conf" "$name/image.conf"
    fill "$template/$protocol/Driver.java" "$name/$source/${class}Driver.java"
    fill "$template/$protocol/DriverTest.java" "$name/${source/main/test}/${class}DriverTest.java"
    cp "$here/examples/volume-plugin/build.sh" "$name/build.sh"
    cat <<EOF
made $name: its driver is $name/$source/${class}Driver.java
    cd $name && mvn package               builds and tests it, and makes target/plugin
    docker plugin create you/$name target/plugin && docker plugin enable you/$name
EOF
}

# Copies a template with its words filled in: fill TEMPLATE FILE
fill() {
    sed "s/@NAME@/$name/g; s/@CLASS@/$class/g; s/@PACKAGE@/$package/g; s/@VERSION@/$(version)/g" "$1" >"$2"
}

version() {
    sed -n 's|^    <version>\(.*\)</version>$|\1|p' "$here/pom.xml"
}

# Puts the SDK where Maven finds it: it is in no public repository yet.
install_sdk() {
    local stamp=$here/sdk/target/installed
    if stale "$stamp"; then
        require_build_tools
        step "Building the SDK"
        (cd "$here" && mvn -B -q -Dmaven.test.skip=true "${unchecked[@]}" -pl sdk -am install) ||
            fail "the build failed (see above)"
        touch "$stamp"
    fi
}
