# Read by ./start and ./test after `root`, `say` and `stop`: what must be there before the pinned Node can run.

# `step SECONDS_BEFORE` prints how long a step took.
now() { date +%s; }
took() { say "  完成，用时 $(($(now) - $1)) 秒" "  done in $(($(now) - $1)) s"; }

# True when node_modules holds just what the lock file says: the stamp is a copy of the lock file.
dependencies_are_fresh() {
  [ -f "$root/node_modules/.jishi-installed" ] &&
    [ "$(cksum <"$root/package-lock.json")" = "$(cksum <"$root/node_modules/.jishi-installed")" ]
}

# A person may have run npm themselves; npm's own record is then newer than the lock file.
npm_installed_by_hand() {
  [ -f "$root/node_modules/.package-lock.json" ] &&
    [ -n "$(find "$root/node_modules/.package-lock.json" -newer "$root/package-lock.json" 2>/dev/null)" ]
}

prepare_dependencies() {
  # A link is someone else's folder: npm ci would empty it.
  if [ -L "$root/node_modules" ]; then return 0; fi
  if dependencies_are_fresh; then return 0; fi
  if npm_installed_by_hand; then
    cp "$root/package-lock.json" "$root/node_modules/.jishi-installed" 2>/dev/null || :
    return 0
  fi
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
    stop '没有找到 node 和 npm，请先安装 Node.js 20 或更高版本。' 'node and npm were not found: install Node.js 20 or newer first.'
  [ -w "$root" ] ||
    stop "文件夹 $root 不能写入，无法安装依赖，请先用有权限的用户在其中执行 npm ci。" "The folder $root cannot be written, so nothing can be installed: run npm ci there as a user who may."
  say '安装依赖（npm ci）…' 'installing dependencies (npm ci) …'
  began=$(now)
  log=$(mktemp "${TMPDIR:-/tmp}/jishi-npm.XXXXXX")
  if ! (cd "$root" && npm ci --no-progress) >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    stop "npm ci 没有成功，请检查网络后重试，完整日志在 $log 。" "npm ci failed: check the network and try again; the whole log is in $log"
  fi
  rm -f "$log"
  cp "$root/package-lock.json" "$root/node_modules/.jishi-installed"
  took "$began"
}

# What the web app is built from, in one number; it stands beside the built files.
web_fingerprint() {
  (cd "$root" && find web src package-lock.json -path web/dist -prune -o -type f -print | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum)
}

prepare_web() {
  [ -f "$root/web/vite.config.ts" ] || return 0
  fingerprint=$(web_fingerprint)
  if [ -f "$root/web/dist/index.html" ] && [ "$(cat "$root/web/dist/.built-from" 2>/dev/null)" = "$fingerprint" ]; then return 0; fi
  if ! mkdir -p "$root/web/dist" 2>/dev/null || ! [ -w "$root/web/dist" ]; then
    [ -f "$root/web/dist/index.html" ] && return 0
    stop "文件夹 $root/web/dist 不能写入，无法生成网页，请先用有权限的用户执行 npm run build。" "The folder $root/web/dist cannot be written, so the web app cannot be built: run npm run build as a user who may."
  fi
  say '生成网页…' 'building the web app …'
  began=$(now)
  log=$(mktemp "${TMPDIR:-/tmp}/jishi-web.XXXXXX")
  if ! (cd "$root" && tools/run vite build web) >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    stop "网页没有生成，完整日志在 $log 。" "The web app could not be built; the whole log is in $log"
  fi
  rm -f "$log"
  printf '%s\n' "$fingerprint" >"$root/web/dist/.built-from"
  took "$began"
}
