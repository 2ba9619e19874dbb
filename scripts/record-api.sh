#!/bin/sh
# Records the API as it is now in api/baseline, as the release that later builds are compared with.
# A change of the API after that needs a higher version in the package-info of its package, or the
# build fails; after a release, raise recorded.version in api/pom.xml and record that.
set -eu
cd "$(dirname "$0")/.."

version=$(sed -n 's|.*<recorded.version>\(.*\)</recorded.version>.*|\1|p' api/pom.xml)
rm -rf api/target
mvn -B -q -pl api process-classes jar:jar@default-jar
mkdir -p api/baseline
rm -f api/baseline/*.jar
cp api/target/dev.berth.api-*.jar "api/baseline/dev.berth.api-$version.jar"
echo "recorded api/baseline/dev.berth.api-$version.jar"
