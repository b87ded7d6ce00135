-- A bundle: a corpus with its grades, decisions, notes and runs, and the packs those rest on, in one file.
--
-- A tar archive: manifest.json with the hash of every file first, then corpus.db and rules/PACK/…. Without the texts
-- the corpus keeps documents as they are listed, and of what they say the quotes of hits alone.
local core = require "gimlet.core"
local corpora = require "gimlet.corpus"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local merging = require "gimlet.corpus.merging"
local packs = require "gimlet.work.packs"
local runs = require "gimlet.corpus.runs"
local stored = require "gimlet.score.stored"
local tar = require "gimlet.base.tar"

local M = {}

M.FORMAT = "gimlet bundle"

-- ---- the corpus ------------------------------------------------------------------------------------

local function must(value, message)
  if value == nil or value == false then error({ message = message }, 0) end
  return value
end

-- Tables that are taken as they are, those that others refer to first.
local WHOLE = { "loads", "documents", "metadata", "paths", "sources", "aliases", "grades", "corrections", "decisions",
  "packs", "runs", "scores", "ledger" }

-- Everything but texts, tokens and the index; hits with their quotes.
local function copy_without_text(from, into)
  return into:batch(function()
    for _, name in ipairs(WHOLE) do
      for _, row in ipairs(from:query("SELECT * FROM " .. name)) do must(into.box:put(name, row)) end
    end
    for _, row in ipairs(from:query "SELECT * FROM hits") do
      row.packed = runs.pack(runs.unpack(row.packed, from:text_of_hash(row.hash)))
      must(into.box:put("hits", row))
    end
    return true
  end)
end

local function copy_corpus(corpus, path, no_text)
  local into <close> = must(corpora.open(path, { create = true }))
  if no_text then must(copy_without_text(corpus, into))
  else must(merging.merge(into, corpus, { on_conflict = function() end })) end
  must(into.box:compact())
end

-- ---- writing ---------------------------------------------------------------------------------------

-- The packs that runs of the corpus rest on, by name as they are found now, and those named.
local function find_packs(corpus, names)
  local list, seen, warnings = {}, {}, {}
  local function add(name, hash)
    if seen[name] then return end
    seen[name] = true
    local pack, message = packs.find(name)
    if pack then list[#list + 1] = { pack = pack, hash = hash }
    else warnings[#warnings + 1] = message end
  end
  for _, name in ipairs(names) do add(name) end
  for _, run in ipairs(corpus:runs()) do
    local found = corpus:run(run.number)
    for _, pack in ipairs(found and found.detail and found.detail.description.packs or {}) do
      add(pack.root:find("/", 1, true) and files.exists(pack.root) and pack.root or pack.name, pack.hash)
    end
  end
  return list, warnings
end

local function pack_files(list, add)
  local seen = {}
  for _, item in ipairs(list) do
    local pack = item.pack
    local names = {}
    for name in pairs(pack.files) do names[#names + 1] = name end
    table.sort(names)
    for _, name in ipairs(not seen[pack.name] and names or {}) do
      local bytes = pack.files[name]
      local where = #names == 1 and pack.root:find "%.lua$" and "rules/" .. name
        or ("rules/%s/%s"):format(pack.name, name)
      if type(bytes) == "table" then add(where, nil, bytes.path) else add(where, bytes) end
    end
    seen[pack.name] = true
  end
end

---Writes a bundle.
---@param corpus table
---@param target string
---@param options { no_text: boolean?, packs: string[]? }
---@return table? manifest
---@return string? message
---@return string[]? warnings packs that were not found
function M.write(corpus, target, options)
  local copy = target .. ".corpus"
  os.remove(copy)
  local good, failure = pcall(copy_corpus, corpus, copy, options.no_text)
  if not good then
    os.remove(copy)
    return nil, type(failure) == "table" and failure.message or tostring(failure)
  end
  local list, warnings = find_packs(corpus, options.packs or {})
  local contents = {}
  local function add(name, bytes, path)
    local hash, size
    if bytes then hash, size = core.base.sha256(bytes), #bytes else hash, size = core.base.sha256_file(path) end
    contents[#contents + 1] = { path = name, size = size, sha256 = hash, bytes = bytes, from = path }
  end
  add("corpus.db", nil, copy)
  pack_files(list, add)
  local listed = {}
  for i, file in ipairs(contents) do listed[i] = { path = file.path, size = file.size, sha256 = file.sha256 } end
  local manifest = { format = M.FORMAT, schema = 1, documents = corpus:count(), texts = not options.no_text,
    files = json.array(listed) }
  local writer, message = tar.writer(target)
  if writer then
    writer:add("manifest.json", json.encode(manifest))
    for _, file in ipairs(contents) do
      if file.bytes then writer:add(file.path, file.bytes) else writer:add_file(file.path, file.from) end
    end
    good, message = writer:finish()
  end
  os.remove(copy)
  if not writer or not good then return nil, message end
  return manifest, nil, warnings
end

-- ---- opening ---------------------------------------------------------------------------------------

local function check_manifest(text)
  local good, manifest = pcall(json.decode, text or "")
  if not good or type(manifest) ~= "table" or manifest.format ~= M.FORMAT then return nil, "is no bundle of gimlet" end
  if manifest.schema ~= 1 then return nil, "was written by a newer gimlet" end
  local listed = {}
  for _, file in ipairs(type(manifest.files) == "table" and manifest.files or {}) do
    local path = type(file) == "table" and file.path
    if type(path) ~= "string" or path ~= "corpus.db" and not path:find "^rules/[^.]" or path:find("/.", 1, true) then
      return nil, "lists a file that a bundle does not hold"
    end
    listed[path] = file
  end
  return manifest, listed
end

---Unpacks a bundle into a folder that is not there yet, or empty; every file is what the manifest says.
---@param path string
---@param folder string
---@param limit integer? bytes of all files
---@return table? manifest
---@return string? message
function M.open(path, folder, limit)
  if files.exists(folder) and (not files.is_folder(folder) or next(core.host.list(folder) or {})) then
    return nil, folder .. ": is there already, and not empty"
  end
  local manifest, listed, left = nil, nil, 0
  local good, message = tar.read(path, function(name, size, take)
    if not manifest then
      if name ~= "manifest.json" or size > 16 << 20 then return nil, "is no bundle of gimlet" end
      manifest, listed = check_manifest(take.bytes())
      if not manifest then return nil, listed end
      for _ in pairs(listed) do left = left + 1 end
      return true
    end
    local file, target = listed[name], files.join(folder, name)
    if not file or file.size ~= size then return nil, name .. " is not what the manifest says" end
    local written, why = take.write(target)
    if not written then return nil, why end
    if core.base.sha256_file(target) ~= file.sha256 then return nil, name .. " is not what the manifest says" end
    left = left - 1
    return true
  end, { bytes = limit })
  if not good then return nil, message end
  if not manifest or left > 0 then return nil, path .. ": files of the manifest are missing" end
  return manifest
end

---Computes the latest run of a corpus again and compares it with what is stored.
---@param corpus table
---@return { score: string, value: integer, again: integer }[]? scores nil where there is no run
---@return string? message
function M.recompute(corpus)
  if #corpus:runs() == 0 then return nil end
  local result, run = stored.open(corpus)
  if not result then return nil, run --[[@as string]] end
  local again, list = {}, {}
  for _, score in ipairs(result.scores) do again[score.name or score.id] = score.value end
  for _, row in ipairs(corpus:run_scores(run.number)) do
    list[#list + 1] = { score = row.score, value = row.value, again = again[row.score] }
  end
  return list
end

return M
