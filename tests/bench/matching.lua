-- make bench BENCH=match: many phrases and patterns beside Hyperscan, ripgrep, grep and spaCy on the same text.
--   run(tools): folder, gimlet, runs, read(path), size_of(path), measure(command, out), median(list, key)
local M = {}

local SPACY = [==[
import json, sys, time
import spacy
from spacy.matcher import Matcher, PhraseMatcher
names = [line.rstrip("\n") for line in open(sys.argv[1])]
texts, size = [], 0
for line in open(sys.argv[2]):
    text = json.loads(line)["text"]
    texts.append(text)
    size += len(text.encode())
    if size > 4000000: break
nlp = spacy.blank("en")
nlp.max_length = 10 ** 8
if sys.argv[3] == "phrases":
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("n", [nlp.make_doc(name) for name in names])
else:
    matcher = Matcher(nlp.vocab)
    matcher.add("n", [[{"LOWER": word.lower()} for word in name.split(" ")] for name in names[:1000]])
begin, found = time.time(), 0
for text in texts: found += len(matcher(nlp.make_doc(text)))
print("seconds %.3f bytes %d matches %d" % (time.time() - begin, size, found))
]==]

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

local function lines_of(path)
  local list = {}
  for line in io.lines(path) do list[#list + 1] = line end
  return list
end

-- A pack in one file; phrases are made of each name by `form`.
local function pack(tools, name, word, names, form)
  local parts = { ('pack "%s" { about = "bench", version = "1.0.0" }\n%s "n" { %s = {\n'):format(name, word,
    word == "entity" and "names" or "phrases") }
  for _, text in ipairs(names) do parts[#parts + 1] = ("%q,\n"):format(form and form(text) or text) end
  parts[#parts + 1] = "} }\n"
  local path = ("%s/%s.lua"):format(tools.folder, name)
  write(path, table.concat(parts))
  return path
end

-- Seconds of matching that a program of ours prints: the least of some runs.
local function matching(tools, command)
  local best, counts
  for _ = 1, tools.runs do
    local out = io.popen(command):read "a"
    if out:find "absent" then return nil end
    local seconds, matches, same = out:match "match (%S+) matches (%d+) same (%d+)"
    best = math.min(best or 1e9, tonumber(seconds))
    counts = { matches = tonumber(matches), same = tonumber(same) }
  end
  return best, counts
end

local function scan(tools, path, file, jobs)
  local results = {}
  for run = 0, tools.runs do
    local result = tools.measure(("%s scan %s %s %s"):format(tools.gimlet, jobs or "", path, file),
      tools.folder .. "/out")
    if run > 0 or tools.runs == 1 then results[#results + 1] = result end
  end
  local hits = tools.read(tools.folder .. "/out"):match "%.n%s+%a+%s+(%d+)"
  return tools.median(results, "wall"), tools.median(results, "cpu"), tonumber(hits)
end

local function against_hyperscan(tools, all, plain, count)
  local names = ("%s/phrases%d.txt"):format(tools.folder, count)
  os.execute(("%s/match phrases %d %s > %s"):format(tools.folder, count, plain, names))
  local list = lines_of(names)
  print(("\n%d phrases of one to three words, %.1f MB"):format(#list, tools.size_of(plain) / 1e6))
  local own, mine = matching(tools, ("%s/match names %s %s"):format(tools.folder, names, plain))
  local theirs, other = matching(tools, ("%s/match hyperscan %s %s"):format(tools.folder, names, plain))
  print(("  matching over stored tokens     %7.3f s  %d hits"):format(own, mine.matches))
  local packed = pack(tools, ("names%d"):format(count), "entity", list)
  local wall, cpu, hits = scan(tools, packed, all)
  local one, one_cpu = scan(tools, packed, all, "--jobs 1")
  print(("  whole scan                      %7.3f s  cpu %.3f s  %d hits"):format(wall, cpu, hits))
  print(("  whole scan, one process         %7.3f s  cpu %.3f s"):format(one, one_cpu))
  if not theirs then
    print("  Hyperscan is absent")
  else
    print(("  Hyperscan, matching only        %7.3f s  %d matches"):format(theirs, other.matches))
    print(("  gimlet's speed: matching %.2f×, whole scan %.2f× (one process %.2f×)"):format(theirs / own, theirs / wall,
      theirs / one))
    print(("  checked: matches letter by letter at tokens within sentences: %d, Hyperscan %d%s"):format(mine.same,
      other.same, mine.same == other.same and "" or ": THEY DIFFER"))
  end
  return list, names, wall
end

local function against_grep(tools, all, names, wall)
  for _, tool in ipairs { "rg -oF -f", "grep -oF -f" } do
    local found = io.popen(("command -v %s"):format(tool:match "%a+")):read "a"
    if found == "" then
      print(("  %s is absent"):format(tool:match "%a+"))
    else
      local result = tools.measure(("sh -c '%s %s %s > %s/matches'"):format(tool, names, all, tools.folder),
        tools.folder .. "/out")
      local _, count = tools.read(tools.folder .. "/matches"):gsub("\n", "")
      print(("  %-12s %7.3f s  %d matches (also inside words)  gimlet's whole scan at %.2f× its speed"):format(tool,
        result.wall, count, result.wall / wall))
    end
  end
end

local function patterns(tools, all, list, wall)
  local few = {}
  for i, text in ipairs(list) do
    local first, second = text:match "^(%a+) (%a+)"
    few[i] = first and { first, second } or { text, list[i % #list + 1]:match "%a+" }
  end
  local function form(middle)
    local at = 0
    return function()
      at = at + 1
      return few[at][1] .. middle .. few[at][2]
    end
  end
  for _, case in ipairs { { "inflected", " ", "token patterns, inflected words" }, { "gaps", " … ", "with gaps" } } do
    local path = pack(tools, case[1], "theme", list, form(case[2]))
    local seconds, cpu, hits = scan(tools, path,
      all)
    print(("  %d %-31s %7.3f s  cpu %.3f s  %d hits  %.2f× the time of phrases"):format(#list, case[3],
      seconds, cpu, hits,
      seconds / wall))
  end
end

local function against_spacy(tools, all, names, wall)
  local script = tools.folder .. "/peer.py"
  write(script, SPACY)
  if not os.execute("python3 -c 'import spacy' 2>/dev/null") then
    print("  spaCy is absent")
    return
  end
  for _, kind in ipairs { "phrases", "patterns" } do
    local out = io.popen(("python3 %s %s %s %s"):format(script, names, all, kind)):read "a"
    local seconds, bytes, matches = out:match "seconds (%S+) bytes (%d+) matches (%d+)"

      if seconds then
      local whole = tonumber(seconds) * tools.size_of(all) / tonumber(bytes)
      local row = "  spaCy %-8s %9.1f s for the whole (%.1f s for %.1f MB, %s matches)  gimlet's whole scan at %.0f×"
      print(row:format(
        kind == "phrases" and "Phrase…" or "Matcher", whole, tonumber(seconds), tonumber(bytes) / 1e6, matches,
        whole / wall))
    end
  end
end

---@param tools table
---@param all string JSON Lines
---@param plain string the same as text
function M.run(tools, all, plain)
  local list, names, wall = against_hyperscan(tools, all, plain, 10000)
  against_grep(tools, all, names, wall)
  patterns(tools, all, list, wall)
  against_spacy(tools, all, names, wall)
  against_hyperscan(tools, all, plain, 100000)
end

return M
