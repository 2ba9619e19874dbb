#!/bin/bash
# release.sh REPOSITORY [--only ARTIFACT] [MAVEN'S ARGUMENT...]: puts a release into a repository, a URL or a
# folder: each bundle of the BOM, or only one of them, with its sources, javadoc and bill of materials, the
# BOM and the parent. -Dgpg.keyname=KEY signs each file; a repository that asks for a login has it in
# Maven's settings as the server "release".
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -ge 1 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 1; }
repository=$1
shift
# What the BOM names, and the POMs that these have.
published=$(sed -n 's|.*<artifactId>\(dev\.berth\.[^<]*\)</artifactId><version>.*|:\1|p' bom/pom.xml | paste -sd ,)
if [ "${1:-}" = --only ]; then
    case ",$published," in
        *",:${2:-},"*) published=:$2 ;;
        *) echo "release.sh: --only wants an artifact of the BOM, not \"${2:-}\"" >&2; exit 1 ;;
    esac
    shift 2
fi
case $repository in
    *://*) ;;
    *) repository=file://$(mkdir -p "$repository" && cd "$repository" && pwd) ;;
esac

mvn -B -ntp -Prelease -DskipTests -T 2 install -Dmaven.javadoc.skip -Dmaven.source.skip -Dcyclonedx.skip -Dgpg.skip \
    -pl "$published" -am "$@"
mvn -B -ntp -Prelease -DskipTests -T 2 deploy -pl ":dev.berth.parent,:dev.berth.bom,$published" \
    -DaltDeploymentRepository="release::$repository" "$@"
