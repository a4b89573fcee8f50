#!/usr/bin/env bash
# What would be published, used from outside the workspace as a new user would begin: the four packages are made and
# unpacked, and the programs of the front page (README.md, README.ja.md) are built with nothing of the project but them.
# The first program, which checks, reads and writes a set, is run on sample data.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
target=$(realpath -m "${CARGO_TARGET_DIR:-$project/target}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The n-th block of a language in a page.
block() { # page language n
  awk -v fence="^\`\`\`$2" -v n="$3" '
    $0 ~ fence && !inside { inside = 1; count++; next }
    /^```$/ && inside { inside = 0; next }
    inside && count == n' "$1"
}

# What the packages lack shows when they are built below, all together.
crates="model csv rules fukushi"
(cd "$project" && cargo package --quiet --no-verify --locked --allow-dirty --target-dir "$work/packed" \
  $(printf -- '-p careplan-%s ' $crates))
mkdir "$work/packages"
for package in "$work"/packed/package/*.crate; do
  tar -xzf "$package" -C "$work/packages"
done

# As the page says, but the crates are those of the packages; versions of other crates as they were tested.
mkdir -p "$work/crate/src/bin"
{
  printf '[package]\nname = "outside"\nversion = "0.1.0"\nedition = "2024"\n\n'
  block "$project/README.md" toml 1
  printf 'careplan-fukushi = "*"\n\n[profile.dev]\ndebug = false\n\n[patch.crates-io]\n'
  for name in $crates; do
    printf 'careplan-%s = { path = "%s" }\n' "$name" "$(echo "$work/packages/careplan-$name"-*)"
  done
} >"$work/crate/Cargo.toml"
cp "$project/Cargo.lock" "$work/crate/Cargo.lock"

for page in README.md README.ja.md; do
  count=$(grep -c '^```rust' "$project/$page")
  for n in $(seq "$count"); do
    name=$(echo "${page%.md}-$n" | tr '.[:upper:]' '-[:lower:]')
    {
      block "$project/$page" rust "$n"
      # Functions of a program of the reader's, without a main.
      block "$project/$page" rust "$n" | grep -q '^fn main' ||
        printf 'fn main() {\n    let _ = (receive, send);\n}\n'
    } >"$work/crate/src/bin/$name.rs"
  done
done

# The dependencies were fetched when the workspace was built.
cd "$work/crate"
cargo build --offline --quiet --target-dir "$target/outside"
for page in readme readme-ja; do
  run="$work/$page"
  mkdir -p "$run/in" "$run/out"
  cp "$project"/examples/data/valid/plan-4.1/* "$run/in"
  (cd "$run" && "$target/outside/debug/$page-1" >report.txt)
  diff -r "$run/in" "$run/out"
done
grep -q '^Total: 0 errors' "$work/readme/report.txt"
echo "the programs of the front page build outside the workspace; the set that was read and written has the same bytes"
