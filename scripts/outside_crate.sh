#!/usr/bin/env bash
# The programs of the front page (README.md, README.ja.md), each in a crate of its own outside the workspace, as a new
# user would begin. The first one, which checks, reads and writes a set, is run on sample data; the others are built.
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

# As the page says, but the crates are those of this folder; versions of other crates as they were tested.
mkdir -p "$work/crate/src/bin"
{
  printf '[package]\nname = "outside"\nversion = "0.1.0"\nedition = "2024"\n\n'
  block "$project/README.md" toml 1
  printf '\n[profile.dev]\ndebug = false\n\n[patch.crates-io]\n'
  for name in model csv rules; do
    printf 'careplan-%s = { path = "%s/careplan-%s" }\n' "$name" "$project" "$name"
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
