-- Whole-program cases. tests/cases/**/NAME.sh runs in an empty folder with $GIMLET (the binary),
-- $CASES (this folder), $ROOT (the checkout) and $GIMLET_TEST_DATA; what it prints on both
-- outputs must equal NAME.out. A case that exits 77 is skipped; its last line says why.
-- `lua5.4 tests/cases/run.lua COUNT [PATTERN]`; ACCEPT=1 writes the outputs instead.
local count, only = arg[1], arg[2] or os.getenv("CASE")
local root = assert(io.popen("pwd")):read("l")
local passed, failed, skipped = 0, 0, 0

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

for path in io.popen("find tests/cases -name '*.sh' | sort"):lines() do
  if not only or path:find(only, 1, true) then
    local name = path:gsub("%.sh$", "")
    local dir = io.popen("mktemp -d"):read("l")
    local run = ("cd %s && export CASES=%s/tests/cases ROOT=%s NO_COLOR=1 LC_ALL=C.UTF-8 HOME=%s; unset XDG_DATA_HOME "
      .. "GIMLET_PATH GIMLET_CORPUS; timeout 300 sh %s/%s >%s/.out 2>&1 </dev/null; echo $?"):format(dir, root, root,
      dir, root, path, dir)
    local status = tonumber(io.popen(run):read("l"))
    local got = read(dir .. "/.out") or ""
    -- What the jail of workers lacks here (no seccomp, no landlock) is said at the end of loads.
    got = got:gsub("Workers run with[^\n]*\n", "")
    local expected = read(name .. ".out")
    if status == 77 then
      skipped = skipped + 1
      print("skipped: " .. name .. ": " .. (got:match("([^\n]*)\n*$") or ""))
    elseif os.getenv("ACCEPT") then
      assert(io.open(name .. ".out", "wb")):write(got)
      passed = passed + 1
    elseif got == expected and status == 0 then
      passed = passed + 1
    else
      failed = failed + 1
      print("FAILED " .. name .. " (exit " .. tostring(status) .. ")")
      if expected then
        assert(io.open(dir .. "/.expected", "wb")):write(expected)
        print(io.popen("diff -u " .. dir .. "/.expected " .. dir .. "/.out | head -60"):read("a"))
      else
        print("no " .. name .. ".out; it printed:\n" .. got)
      end
    end
    os.execute("chmod -R u+w " .. dir .. " 2>/dev/null; rm -rf " .. dir)
  end
end
local file = assert(io.open(count, "w"))
file:write(("%d %d %d\n"):format(passed, failed, skipped))
file:close()
os.exit(failed == 0)
