# Shared by packaging/run and packaging/test (sourced, not run): installs what is missing and builds build/release.
# Debian 12 and 13. Asks for root only when a package is missing; apt-get update only then. Running it again costs seconds.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release

# Compiler and libraries. libopenblas0-pthread is named because LibTorch works with any BLAS, but is 20 times slower with the plain one.
packages=(
  g++ cmake ninja-build ccache
  qt6-base-dev libqt6opengl6-dev libqt6svg6-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools libvtk9-dev libimgui-dev libstb-dev
  libinsighttoolkit5-dev libgdcm-tools libeigen3-dev uuid-dev
  libtorch-dev libopenblas0-pthread
  libsqlite3-dev nlohmann-json3-dev libfmt-dev libssl-dev zlib1g-dev libdeflate-dev libexpat1-dev
  libgl1-mesa-dri fonts-dejavu-core
)
# For a machine without a screen, and for the tests.
screen_packages=(xvfb xauth)
test_packages=(python3-nibabel python3-numpy python3-pydicom)

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Prints those of its arguments that are neither installed nor provided by an installed package.
missing_packages() {
  local have
  have=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' | sed -n 's/^installed //p' | sed 's/([^)]*)//g' | tr -s ', ' '\n')
  printf '%s\n' "$@" | sort -u | grep -vxF -f <(printf '%s\n' "$have") || true
}

install_packages() {
  command -v dpkg-query >/dev/null || die "This set-up is for Debian 12 or 13. Elsewhere, install the packages named in packaging/setup.sh and build with CMake."
  local missing as_root=()
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  local release
  release=$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")
  [[ $release == "debian 12" || $release == "debian 13" ]] || say "Note: tried on Debian 12 and 13 only, this is $release."
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "Missing packages. As root, run: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages${as_root:+ (sudo asks for your password)}: ${missing[*]}"
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# As many compilers as there are cores, and 2 GiB of memory for each (the files that include LibTorch need it).
jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 2097152)}' /proc/meminfo)
  ((memory >= 1)) || memory=1
  echo $((cores < memory ? cores : memory))
}

# build_release TARGET...
build_release() {
  if [[ ! -e $build/build.ninja ]]; then
    say "Configuring $build"
    cmake -G Ninja -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release >"${build}-configure.log" 2>&1 || {
      cat "${build}-configure.log" >&2
      die "Configuring failed."
    }
  fi
  say "Building in $build (the first time takes minutes)"
  # Quiet when all is well: the status line only.
  cmake --build "$build" --parallel "$(jobs)" --target "$@" >&2
}

has_display() { [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; }
# Runs a command with a screen: the one there is, or a virtual one.
on_virtual_screen() { xvfb-run -a -s "-screen 0 1600x1000x24 +extension GLX -nolisten tcp" "$@"; }
