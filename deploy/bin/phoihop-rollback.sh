#!/bin/sh
# Quay lại phiên bản trước, với dữ liệu như trước khi nâng cấp.
#
#   phoihop-rollback               đổi về phiên bản trước và trả lại dữ liệu đã sao lưu lúc nâng cấp
#   phoihop-rollback --data-only   chỉ trả lại dữ liệu (khi nâng cấp dừng giữa chừng)
#
# Không xóa gì: dữ liệu đang có được đổi tên và giữ lại. Nhật ký đi tiếp trong kỳ mới.
set -eu

say() { printf '%s\n' "$*" >&2; }
fail() { say "phoihop-rollback: $1"; say "Cách khắc phục: $2"; exit 1; }

prefix=@PREFIX@
home=@HOME@
case ${1-} in
  '') to=$(readlink "$prefix/previous" || true) ;;
  --data-only) to=$(readlink "$prefix/current" || true) ;;
  *) fail "không hiểu $1." "xem dòng đầu của tệp này." ;;
esac
[ -n "$to" ] || fail "không có phiên bản trước." "cài phiên bản cần dùng bằng install.sh của gói đó."
[ -d "$home/before-upgrade" ] || fail "không có bản sao lưu trước khi nâng cấp." "khôi phục từ bản sao lưu hằng ngày."

from=$(readlink "$prefix/current")
"$prefix/$from/bin/phoihop" --home "$home" assert-stopped
"$prefix/$to/bin/phoihop" restore --from "$home/before-upgrade" --to "$home.restored"
kept=$home.$(date -u +%Y%m%dT%H%M%SZ)
mv "$home" "$kept"
mv "$home.restored" "$home"
if [ "$to" != "$from" ]; then
  "$prefix/$to/bin/python" -c 'import os, sys
os.chdir(sys.argv[1])
for link, to in (("previous", sys.argv[2]), ("current", sys.argv[3])):
    os.symlink(to, link + ".new"); os.replace(link + ".new", link)' "$prefix" "$from" "$to"
fi
say "Xong. Đang dùng: $to. Dữ liệu trước khi quay lại được giữ trong $kept"
say "Hồ sơ ghi sau khi nâng cấp chỉ còn trong thư mục đó: đề nghị ghi lại những việc cần thiết."
