-- Queries in CQL over the stored corpus, a fresh process each, beside CQP where it is on the PATH: times as ratios,
-- counts compared. Matches of CQP that cross from one text into the next are not counted by gimlet.
local M = {}

local QUERIES = {
  '"clearance"', '"landmines" []{0,3} "clearance"', '"the" []{0,3} "of" within text', '"the" [] "of" "the" within text',
  '[word=".*tions?"]', '[word="[A-Z].*"] "and" [word="[A-Z].*"] within text', '"security" "council"%c within s',
  '[word="peace"] []* "war" within s', 'a:[] "and" b:[] :: a.word = b.word within text',
  'MU(meet "nuclear" "weapons" s)',
}

local function run(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read "a"
  return pipe:close() and text or nil
end

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- The tokens of the corpus as CWB's cwb-encode reads them.
local function write_vertical(corpus, path)
  local box, out, forms = corpus.box, assert(io.open(path, "w")), {}
  local escapes = { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;" }
  for _, number in ipairs((box:numbers())) do
    local types, sentences = box:tokens(number)
    local lines, k = { "<text>" }, 1
    for i, type in ipairs(types) do
      if sentences[k] == i then
        if k > 1 then lines[#lines + 1] = "</s>" end
        lines[#lines + 1], k = "<s>", k + 1
      end
      forms[type] = forms[type] or (box:type(type):gsub("[<>&]", escapes))
      lines[#lines + 1] = forms[type]
    end
    lines[#lines + 1] = #types > 0 and "</s>\n</text>\n" or "</text>\n"
    out:write(table.concat(lines, "\n"))
  end
  out:close()
end

-- CWB's own corpus of the same tokens; nil where CWB is not there.
local function encode(folder, database)
  if not run "command -v cqp cwb-encode cwb-makeall" then return nil end
  local registry = folder .. "/cwb"
  if run("test -s " .. registry .. "/bench") then return registry end
  os.execute("mkdir -p " .. registry .. "/data")
  require "gimlet"
  local corpus = assert(require("gimlet.corpus").open(database, { readonly = true }))
  write_vertical(corpus, registry .. "/bench.vrt")
  corpus:close()
  assert(os.execute(("cwb-encode -xsB -c utf8 -d %s/data -f %s/bench.vrt -R %s/bench -S s:0 -S text:0"):format(registry,
    registry, registry)), "cwb-encode failed")
  assert(os.execute(("cwb-makeall -r %s BENCH > %s/makeall.log"):format(registry, registry)), "cwb-makeall failed")
  return registry
end

---@param tools { gimlet: string, folder: string, compare: function, read: function, size: function }
function M.run(tools)
  local folder, database = tools.folder, tools.folder .. "/cql.db"
  if not run("test -s " .. database) then
    assert(os.execute(("%s load -c %s %s/all.jsonl > /dev/null"):format(tools.gimlet, database, folder)))
  end
  local registry = encode(folder, database)
  if not registry then print "skipped: cqp: CWB is not on the PATH; gimlet's own times alone" end
  local bytes, equal = tools.size(folder .. "/all.jsonl"), 0
  for _, query in ipairs(QUERIES) do
    local sides = { { name = "gimlet kwic --count",
      command = ("%s kwic -c %s --count --cql %s"):format(tools.gimlet, database, quote(query)) } }
    if registry then
      local file = assert(io.open(folder .. "/query.cqp", "w"))
      file:write(("BENCH; A=%s; size A;\n"):format(query))
      file:close()
      sides[2] = { name = "cqp", command = ("cqp -c -r %s -f %s/query.cqp"):format(registry, folder) }
    end
    tools.compare(query, bytes, sides)
    local own = tools.read(folder .. "/out1"):match "%d+"
    local other = registry and tools.read(folder .. "/out2"):match "(%d+)%s*$"
    print(("  %s matches%s"):format(own, other and (other == own and ", as CQP" or ", CQP " .. other) or ""))
    if other == own then equal = equal + 1 end
  end
  local lines = { { name = "gimlet kwic -n 1000",
    command = ("%s kwic -c %s --cql '\"the\"' -n 1000"):format(tools.gimlet, database) } }
  if registry then
    local file = assert(io.open(folder .. "/query.cqp", "w"))
    file:write 'BENCH; A="the" cut 1000; cat A;\n'
    file:close()
    lines[2] = { name = "cqp cat", command = ("cqp -c -r %s -f %s/query.cqp"):format(registry, folder) }
  end
  tools.compare("concordance of 1,000 hits", bytes, lines)
  if registry then print(("figure: cql_counts_as_cqp %d of %d"):format(equal, #QUERIES)) end
end

return M
