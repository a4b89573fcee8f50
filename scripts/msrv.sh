#!/usr/bin/env bash
# The oldest Rust that is promised (`rust-version`) builds all of the workspace and passes the tests of the four crates.
# Needs that toolchain (`rustup toolchain install`), so that it is no step of the gate.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
toolchain="$version.0"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/msrv" CARGO_INCREMENTAL=0
cargo "+$toolchain" check --workspace --all-targets --all-features --locked
cargo "+$toolchain" test --locked -p careplan-model -p careplan-csv -p careplan-rules -p careplan-fukushi
echo "Rust $toolchain builds and passes"
