-- The benchmarks: each runs a command of gimlet and its peers in turn, prints medians and the
-- ratio of speeds, then checks that both sides found the same thing.
--   lua5.4 tests/bench/run.lua BUILD [NAME]; RUNS=5
local build, only = arg[1], arg[2] or os.getenv("BENCH")
local gimlet, folder = os.getenv("GIMLET"), build .. "/bench"
local RUNS = tonumber(os.getenv("RUNS") or 5)

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
  local own = median(results[1], "wall")
  for i, side in ipairs(sides) do
    local wall = median(results[i], "wall")
    print(("  %-36s %7.3f s  %6.1f MB/s  cpu %6.3f s  peak %6.1f MB%s"):format(side.name, wall,
      bytes / wall / 1e6, median(results[i], "cpu"), median(results[i], "peak") / 1024,
      i > 1 and ("  gimlet at %.2f× its speed"):format(wall / own) or ""))
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

-- Words and sentences of the same text, whole processes, beside wc and ICU.
function benches.tokens()
  local plain, tokens = folder .. "/plain.txt", folder .. "/tokens"
  local file = io.open(plain)
  if file then file:close() else
    local out = assert(io.open(plain .. ".part", "w"))
    local escapes = { n = "\n", t = "\t", r = "\r", b = "", f = "\n" }
    for line in io.lines(folder .. "/all.jsonl") do
      local text = line:match('"text": *"(.*)"') or ""
      text = text:gsub('\\u(%x%x%x%x)', function(code)
        local value = tonumber(code, 16)
        return (value < 0xD800 or value > 0xDFFF) and utf8.char(value) or ""
      end):gsub("\\(.)", function(c) return escapes[c] or c end)
      out:write(text, "\n\n")
    end
    out:close()
    os.rename(plain .. ".part", plain)
  end
  compare("tokens: words, folded on demand, interned", size_of(plain), {
    { name = "tokens", command = tokens .. " words " .. plain },
    { name = "tokens, portable", command = tokens .. " portable " .. plain },
    { name = "wc -w", command = "wc -w " .. plain },
    { name = "ICU words, not interned", command = tokens .. " icu-words " .. plain },
  })
  print("  checked: " .. read(folder .. "/out1"):match("%C+") .. "; wc " .. read(folder .. "/out3"):match("%d+")
    .. " words; ICU " .. read(folder .. "/out4"):match("%C+"))
  compare("tokens and sentences", size_of(plain), {
    { name = "tokens and sentences", command = tokens .. " sentences " .. plain },
    { name = "ICU sentences alone", command = tokens .. " icu-sentences " .. plain },
  })
  print("  checked: " .. read(folder .. "/out1"):match("%C+") .. "; ICU " .. read(folder .. "/out2"):match("%C+"))
end

local list = {}
for name in pairs(benches) do list[#list + 1] = name end
table.sort(list)
for _, name in ipairs(list) do
  if not only or only == name then benches[name]() end
end
