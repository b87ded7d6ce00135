-- Runs busted over spec files and writes "PASSED FAILED SKIPPED".
--   lua5.4 tests/spec/run.lua COUNT SPEC...
local count, specs = arg[1], { table.unpack(arg, 2) }
if #specs == 0 then
  assert(io.open(count, "w")):write("0 0 0\n")
  os.exit(0)
end
local quoted = {}
for i, spec in ipairs(specs) do quoted[i] = "'" .. spec .. "'" end
local run = assert(io.popen("lua5.4 -e 'arg[0]=\"busted\" require(\"busted.runner\")({ standalone = false })' "
  .. "/dev/null -o utfTerminal " .. table.concat(quoted, " ") .. " 2>&1", "r"))
local text = run:read("a")
run:close()
io.write(text)
local passed, failures, errors, pending =
  text:match("(%d+) success%w* / (%d+) failure%w* / (%d+) error%w* / (%d+) pending")
if not passed then passed, failures, errors, pending = 0, 1, 0, 0 end
assert(io.open(count, "w")):write(("%d %d %d\n"):format(passed, failures + errors, pending))
