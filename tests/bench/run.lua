-- The benchmarks: each runs a command of gimlet and its peers in turn, prints medians and the
-- ratio of speeds, then checks that both sides found the same thing.
--   lua5.4 tests/bench/run.lua BUILD [NAME]; RUNS=5
local build, only = arg[1], arg[2] or os.getenv("BENCH")
local gimlet, folder = os.getenv("GIMLET"), build .. "/bench"
local RUNS = tonumber(os.getenv("RUNS") or 5)
local data = os.getenv("GIMLET_TEST_DATA")

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function size_of(path)
  local file = assert(io.open(path, "rb"))
  local size = file:seek("end")
  file:close()
  return size
end

-- One timed run; its output goes to `out`. Exit 1 (grep: nothing found) is no failure.
local function measure(command, out)
  local _, _, status = os.execute(("LC_ALL=C.UTF-8 %s/measure %s >%s 2>%s.err 3>%s/time"):format(
    folder, command, out, out, folder))
  if status > 1 then error(command .. " failed: " .. read(out .. ".err")) end
  local wall, cpu, peak = read(folder .. "/time"):match("(%S+) (%S+) (%S+)")
  return { wall = tonumber(wall), cpu = tonumber(cpu), peak = tonumber(peak) }
end

local function median(list, key)
  local values = {}
  for i, item in ipairs(list) do values[i] = item[key] end
  table.sort(values)
  return values[(#values + 1) // 2]
end

local function least(list, key)
  local found = math.huge
  for _, item in ipairs(list) do found = math.min(found, item[key]) end
  return found
end

-- Runs all sides in turn, RUNS times after one warm-up, and prints a line each. The first
-- side is gimlet.
local function compare(title, bytes, sides)
  print(("\n%s (%.1f MB, median of %d)"):format(title, bytes / 1e6, RUNS))
  local results = {}
  for run = 0, RUNS do
    for i, side in ipairs(sides) do
      local result = measure(side.command, folder .. "/out" .. i)
      results[i] = results[i] or {}
      if run > 0 then table.insert(results[i], result) end
    end
  end
  local own, own_cpu = median(results[1], "wall"), least(results[1], "cpu")
  for i, side in ipairs(sides) do
    local wall = median(results[i], "wall")
    print(("  %-36s %7.3f s  %6.1f MB/s  cpu %6.3f s  peak %6.1f MB%s"):format(side.name, wall,
      bytes / wall / 1e6, median(results[i], "cpu"), median(results[i], "peak") / 1024,
      i > 1 and ("  gimlet at %.2f× its speed, %.2f× by least cpu"):format(wall / own,
        least(results[i], "cpu") / own_cpu) or ""))
  end
end

local benches = {}

-- The main job over 6,164 documents in one file, beside counting words and looking for names.
function benches.scan()
  local all, names = folder .. "/all.jsonl", folder .. "/names.txt"
  local found, documents = {}, 0
  for line in io.popen(("%s scan five_eyes --json --all %s"):format(gimlet, all)):lines() do
    if line:find('"kind":"entity"', 1, true) then
      local document = line:match('"document":"(.-)"')
      if not found[document] then documents = documents + 1 end
      found[document] = true
    end
  end
  local rows = {}
  for file in io.popen("find rules -name '*.tsv' ! -path '*/samples/*' | sort"):lines() do
    local header = true
    for line in io.lines(file) do
      local name = not header and line:match("^([^\t#]+)")
      if name and #name > 2 then rows[#rows + 1] = name end
      header = false
    end
  end
  local out = assert(io.open(names, "w"))
  out:write(table.concat(rows, "\n"), "\n")
  out:close()
  compare("scan five_eyes", size_of(all), {
    { name = "gimlet scan five_eyes --jobs 1", command = gimlet .. " scan five_eyes --jobs 1 " .. all },
    { name = "wc -w", command = "wc -w " .. all },
    { name = ("grep -c -i -F -f (%d names)"):format(#rows), command = ("grep -c -i -F -f %s %s"):format(names, all) },
  })
  print(("  checked: documents with a name: gimlet %d, grep (also inside words) %s"):format(documents,
    read(folder .. "/out3"):match("%d+")))
end

-- What a second worker and a second core are worth. One job keeps more than one core busy, since the parent writes
-- while the worker reads; so the last side has one core.
function benches.jobs()
  local all, corpus = folder .. "/all.jsonl", folder .. "/jobs.db"
  local function load(jobs, before)
    return ("sh -c 'rm -f %s*; %s %s load -c %s --jobs %d %s'"):format(corpus, before or "", gimlet, corpus, jobs, all)
  end
  local function scan(jobs, before)
    return ("%s %s scan five_eyes --jobs %d %s"):format(before or "", gimlet, jobs, all)
  end
  for _, what in ipairs { { "load", load }, { "scan five_eyes", scan } } do
    compare(what[1] .. ", jobs", size_of(all), {
      { name = "--jobs 2", command = what[2](2) },
      { name = "--jobs 1", command = what[2](1) },
      { name = "--jobs 1 on one core", command = what[2](1, "taskset -c 0") },
    })
  end
  os.execute(("rm -f %s*"):format(corpus))
end

-- The text of all documents of all.jsonl, one after the other.
local function write_plain(path)
  local escapes = { n = "\n", t = "\t", r = "\r", b = "", f = "\n" }
  local out = assert(io.open(path, "w"))
  for line in io.lines(folder .. "/all.jsonl") do
    local text = line:match('"text": *"(.*)"') or ""
    text = text:gsub('\\u(%x%x%x%x)', function(code)
      local value = tonumber(code, 16)
      return (value < 0xD800 or value > 0xDFFF) and utf8.char(value) or ""
    end):gsub("\\(.)", function(c) return escapes[c] or c end)
    out:write(text, "\n\n")
  end
  out:close()
end

-- Chinese, Japanese and Korean prose of the test data, over and over to 20 MB.
local function write_cjk(path)
  local parts, size = {}, 0
  for _, name in ipairs { "gb18030", "gb2312", "big5", "euc_jp", "shift_jis", "euc_kr", "hz", "iso2022_jp" } do
    parts[#parts + 1] = read(("%s/cjk/%s-utf8.txt"):format(data, name))
    size = size + #parts[#parts]
  end
  local out, all = assert(io.open(path, "w")), table.concat(parts, "\n")
  for _ = 1, 20000000 // size do out:write(all, "\n") end
  out:close()
end

local function write_large(path, plain, bytes)
  local out, text = assert(io.open(path, "w")), read(plain)
  for _ = 1, bytes // #text do out:write(text) end
  out:write(text:sub(1, bytes % #text))
  out:close()
end

-- A file that is made once.
local function made(name, write, ...)
  local path = folder .. "/" .. name
  local file = io.open(path)
  if file then file:close() return path end
  write(path .. ".part", ...)
  os.rename(path .. ".part", path)
  return path
end

local function checked(side, what)
  return tonumber(read(folder .. "/out" .. side):match(what .. " (%d+)"))
end

local function peak_of(command)
  return measure(command, folder .. "/out1").peak * 1024
end

-- What is held while a stream is read, for each type, and of one large document.
-- BENCH_MB: its size (1000 for the full measure).
local function memory(tokens, plain)
  local megabytes = tonumber(os.getenv("BENCH_MB") or 250)
  local large = made(("large%d.txt"):format(megabytes), write_large, plain, megabytes * 1000000)
  local once = peak_of(("%s words %s"):format(tokens, plain))
  local often = peak_of(("%s words %s %s %s %s"):format(tokens, plain, plain, plain, plain))
  local few, many = peak_of(tokens .. " types 100000"), peak_of(tokens .. " types 3000000")
  local whole = peak_of(("%s whole %s"):format(tokens, large))
  print("\nmemory, peaks of whole processes")
  print(("  a stream of %.0f MB: %.1f MB; four times as long: %.1f MB"):format(size_of(plain) / 1e6, once / 1e6,
    often / 1e6))
  print(("  3,000,000 new types, every other one with a capital: %.1f bytes a type (at most 100)"):format(
    (many - few) / 2900000))
  print(("  one document of %d MB, tokens and sentences: %.2f× its size (at most 2.5)"):format(megabytes,
    whole / size_of(large)))
end

-- Queries over the stored corpus, beside CQP: tests/bench/cql.lua.
function benches.cql()
  package.path = "tests/bench/?.lua;" .. package.path
  package.cpath = build .. "/?.so;" .. package.cpath
  require("cql").run { gimlet = gimlet, folder = folder, compare = compare, read = read,
    size = size_of }
end

-- Words and sentences of the same text, whole processes, beside wc and ICU.
function benches.tokens()
  local tokens = folder .. "/tokens"
  local plain, cjk = made("plain.txt", write_plain), made("cjk.txt", write_cjk)
  compare("tokens: words, folded, interned", size_of(plain), {
    { name = "tokens", command = tokens .. " words " .. plain },
    { name = "tokens, portable", command = tokens .. " portable " .. plain },
    { name = "wc -w", command = "wc -w " .. plain },
    { name = "ICU words, not interned", command = tokens .. " icu-words " .. plain },
  })
  local wc, icu = tonumber(read(folder .. "/out3"):match("%d+")), checked(4, "words")
  os.execute(("%s plain %s > %s/out1"):format(tokens, plain, folder))
  print(("  checked, without tailorings: between spaces %d, wc %d; with a letter or digit %d, ICU %d"):format(
    checked(1, "spaced"), wc, checked(1, "words"), icu))
  compare("tokens and sentences", size_of(plain), {
    { name = "tokens and sentences", command = tokens .. " sentences " .. plain },
    { name = "ICU sentences alone", command = tokens .. " icu-sentences " .. plain },
  })
  print(("  checked: %d sentences, ICU (which ends one at each line break) %d"):format(checked(1, "sentences"),
    checked(2, "sentences")))
  compare("Chinese, Japanese, Korean", size_of(cjk), {
    { name = "tokens", command = tokens .. " words " .. cjk },
    { name = "ICU words, not interned", command = tokens .. " icu-words " .. cjk },
  })
  icu = checked(2, "words")
  os.execute(("%s count %s > %s/out1"):format(tokens, cjk, folder))
  print(("  checked: with a letter or digit %d, ICU %d"):format(checked(1, "words"), icu))
  memory(tokens, plain)
end

-- Ten and a hundred thousand phrases, ten thousand patterns.
function benches.match()
  local matching = dofile "tests/bench/matching.lua"
  matching.run({ folder = folder, gimlet = gimlet, runs = RUNS, read = read, size_of = size_of, measure = measure,
    median = median }, folder .. "/all.jsonl", made("plain.txt", write_plain))
end

-- One rule edited, over 6,164 documents.
function benches.rerun()
  dofile("tests/bench/rerun.lua").run { folder = folder, gimlet = gimlet, runs = RUNS, read = read, measure = measure,
    median = median }
end

local function script(name, text)
  local path = ("%s/%s.sh"):format(folder, name)
  local out = assert(io.open(path, "w"))
  out:write(text)
  out:close()
  return "sh " .. path
end

local function has(program)
  return os.execute(("command -v %s >/dev/null 2>&1"):format(program)) == true
end

local SPACY = [[
import json, sqlite3, sys, spacy
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.max_length = 10 ** 8
db = sqlite3.connect(sys.argv[2])
db.execute("CREATE TABLE d(id TEXT, text TEXT, tokens TEXT, sentences TEXT)")
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    doc = nlp(record["text"])
    db.execute("INSERT INTO d VALUES(?,?,?,?)", (record["id"], record["text"],
        json.dumps([t.text for t in doc]), json.dumps([s.start for s in doc.sents])))
db.commit()
]]

-- Filling a corpus from one file of JSON Lines, beside FTS5 with its own content from the same file; CWB and spaCy for
-- the record, on a part of it.
function benches.store()
  local all, part = folder .. "/all.jsonl", folder .. "/part.jsonl"
  local function own(name, options)
    return script("store_" .. name, ("rm -f %s/%s.db*; exec %s load %s -c %s/%s.db %s"):format(folder, name, gimlet,
      options, folder, name, all))
  end
  local fts = assert(io.open(folder .. "/fts5.sql", "w"))
  fts:write(([[
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
CREATE VIRTUAL TABLE d USING fts5(id, title, date, source, text);
CREATE TEMP TABLE raw(line TEXT);
.mode ascii
.separator "\037" "\n"
.import %s raw
INSERT INTO d SELECT json_extract(line, '$.id'), json_extract(line, '$.title'), json_extract(line, '$.date'),
  json_extract(line, '$.source'), json_extract(line, '$.text') FROM raw;
]]):format(all))
  fts:close()
  local sides = {
    { name = "gimlet load --jobs 1", command = own("gimlet", "--jobs 1") },
    { name = "sqlite3, FTS5 with its own content", command = script("store_fts5",
      ("rm -f %s/fts5.db*; exec sqlite3 %s/fts5.db < %s/fts5.sql"):format(folder, folder, folder)) },
    { name = "gimlet load --jobs 1 --no-duplicates", command = own("plain", "--jobs 1 --no-duplicates") },
    { name = "gimlet load, as many jobs as cores", command = own("jobs", "") },
  }
  compare("store", size_of(all), sides)
  local mine, other = size_of(folder .. "/gimlet.db"), size_of(folder .. "/fts5.db")
  print(("  size: gimlet %.1f MB, FTS5 %.1f MB: %.2f×"):format(mine / 1e6, other / 1e6, mine / other))
  compare("opening that corpus, first document listed", mine, {
    { name = "gimlet docs --limit 1", command = ("%s docs --limit 1 -c %s/gimlet.db"):format(gimlet, folder) },
  })
  os.execute(("head -n 600 %s > %s"):format(all, part))
  local record = { { name = "gimlet load --jobs 1", command = script("store_part",
    ("rm -f %s/part.db*; exec %s load --jobs 1 -c %s/part.db %s"):format(folder, gimlet, folder, part)) } }
  if os.execute("python3 -c 'import spacy' >/dev/null 2>&1") then
    local out = assert(io.open(folder .. "/peer_spacy.py", "w"))
    out:write(SPACY)
    out:close()
    record[2] = { name = "spaCy blank(en), sentencizer, SQLite", command = script("store_spacy",
      ("rm -f %s/spacy.db; python3 %s/peer_spacy.py %s %s/spacy.db || exit 2"):format(folder, folder, part, folder)) }
  else
    print("  skipped: spaCy: python3 cannot import it")
  end
  if has("cwb-encode") and has("cwb-makeall") then
    record[#record + 1] = { name = "cwb-encode and cwb-makeall", command = script("store_cwb",
      ("mkdir -p %s/cwb %s/registry; tr -s ' \n' '\n' < %s | cwb-encode -d %s/cwb -f /dev/stdin -R %s/registry/part "
      .. "-c utf8 && cwb-makeall -r %s/registry PART"):format(folder, folder, part, folder, folder, folder)) }
  else
    print("  skipped: CWB: cwb-encode is not on the PATH")
  end
  if #record > 1 then compare("store, 600 documents", size_of(part), record) end
  os.execute(("%s verify -c %s/gimlet.db > %s/out1"):format(gimlet, folder, folder))
  print("  checked: " .. read(folder .. "/out1"):gsub("\n", ""))
end

local list = {}
for name in pairs(benches) do list[#list + 1] = name end
table.sort(list)
for _, name in ipairs(list) do
  if not only or only == name then benches[name]() end
end
