#!/bin/sh
# Cài hoặc nâng cấp Phối hợp từ gói này, không cần mạng.
#
#   sh install.sh --prefix /opt/phoihop [--home /srv/phoihop] [--backups DIR] [--user phoihop] [--python python3.11]
#
# Mỗi phiên bản nằm riêng trong PREFIX/versions/<phiên bản>; PREFIX/current trỏ vào bản đang dùng. Chạy lại được
# sau khi bị ngắt: việc đã xong thì bỏ qua. Quay lại bản trước: PREFIX/bin/phoihop-rollback.
set -eu

say() { printf '%s\n' "$*" >&2; }
fail() { say "install.sh: $1"; say "Cách khắc phục: $2"; exit 1; }

bundle=$(cd "$(dirname "$0")" && pwd)
prefix='' home='' backups='' user=phoihop python=python3
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "thiếu giá trị sau $1." "xem dòng đầu của install.sh."
  case $1 in
    --prefix) prefix=$2 ;;
    --home) home=$2 ;;
    --backups) backups=$2 ;;
    --user) user=$2 ;;
    --python) python=$2 ;;
    *) fail "không hiểu tùy chọn $1." "xem dòng đầu của install.sh." ;;
  esac
  shift 2
done
[ -n "$prefix" ] || fail "chưa ghi --prefix." "chọn thư mục cài chương trình, ví dụ --prefix /opt/phoihop."
case $prefix$home$backups in
  *[\'\"\\\&\|]* | *' '*) fail "đường dẫn có dấu cách hoặc ký tự đặc biệt." "chọn thư mục khác." ;;
esac
mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)
home=${home:-$prefix/data}
backups=${backups:-$prefix/backups}
case $home$backups in
  /*/*) ;;
  *) fail "--home và --backups phải là đường dẫn đầy đủ." "ví dụ --home /srv/phoihop." ;;
esac

version=$(cat "$bundle/VERSION")
target=$(cat "$bundle/TARGET")
new=$prefix/versions/$version

check_bundle() {
  (cd "$bundle" && sha256sum --check --quiet SHA256SUMS >&2) ||
    fail "gói cài bị hỏng hoặc bị sửa." "chép lại gói từ nguồn, đối chiếu mã SHA-256 của tệp .tar.gz."
}

check_python() {
  found=$("$python" -c 'import sys, sysconfig
print("cp%d%d-%s" % (*sys.version_info[:2], sysconfig.get_platform().replace("-", "_").replace(".", "_")))') ||
    fail "không chạy được $python." "cài Python, hoặc chỉ đúng bằng --python."
  [ "$found" = "$target" ] ||
    fail "gói này dành cho $target, máy này là $found." "lấy gói đúng loại, hoặc chọn Python khác bằng --python."
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "Python này không lập được môi trường riêng." "trên Debian: cài gói python3-venv."
}

# pip may ask nobody but the folder of this bundle, whatever the machine's own settings say.
install_wheels() {
  env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS -u PYTHONPATH PIP_CONFIG_FILE=/dev/null \
    "$new/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-index --no-deps \
    --find-links "$bundle/wheels" --only-binary :all: --require-hashes --requirement "$1"
}

install_version() {
  if [ -f "$new/complete" ]; then
    say "Phiên bản $version đã cài."
    return
  fi
  say "Cài phiên bản $version vào $new"
  rm -rf "$new"
  mkdir -p "$prefix/versions"
  "$python" -m venv "$new"
  install_wheels "$bundle/base.lock"
  install_wheels "$bundle/project.lock"
  "$new/bin/phoihop" --help >/dev/null
  cp "$bundle/sbom.cdx.json" "$bundle/LICENSE" "$new/"
  cp -R "$bundle/docs" "$new/"
  : >"$new/complete"
}

# A link is replaced in one step, so that there is a program at every moment.
point() {
  "$new/bin/python" -c 'import os, sys
os.symlink(sys.argv[2], sys.argv[1] + ".new"); os.replace(sys.argv[1] + ".new", sys.argv[1])' "$1" "$2"
}

fill_in() {
  sed -e "s|@PREFIX@|$prefix|g" -e "s|@HOME@|$home|g" -e "s|@BACKUPS@|$backups|g" -e "s|@USER@|$user|g" "$1" >"$2"
}

write_programs() {
  mkdir -p "$prefix/bin" "$prefix/systemd" "$prefix/https"
  for name in phoihop phoihop-rollback; do
    fill_in "$bundle/bin/$name.sh" "$prefix/bin/$name.new"
    chmod 755 "$prefix/bin/$name.new"
    mv "$prefix/bin/$name.new" "$prefix/bin/$name"
  done
  for folder in systemd https; do
    for file in "$bundle/$folder"/*; do
      fill_in "$file" "$prefix/$folder/$(basename "$file")"
    done
  done
}

upgrade_data() {
  [ -f "$home/node.toml" ] || return 0
  say "Nâng cấp dữ liệu trong $home"
  "$new/bin/phoihop" --home "$home" upgrade ||
    fail "chưa nâng cấp được dữ liệu; chương trình đang dùng vẫn là bản cũ." \
      "sửa chỗ sai rồi chạy lại; muốn trả dữ liệu về trước khi nâng cấp: $prefix/bin/phoihop-rollback --data-only"
}

switch() {
  old=$(readlink "$prefix/current" 2>/dev/null || true)
  [ "$old" = "versions/$version" ] && return 0
  [ -z "$old" ] || point "$prefix/previous" "$old"
  point "$prefix/current" "versions/$version"
}

check_bundle
check_python
install_version
write_programs
upgrade_data
switch
say "Xong. Phiên bản đang dùng: $version"
[ -f "$home/node.toml" ] || say "Bước tiếp: $prefix/bin/phoihop init --help (dữ liệu sẽ nằm trong $home)"
say "Chạy như dịch vụ: chép $prefix/systemd/* vào /etc/systemd/system; xem $new/docs/operations.md"
