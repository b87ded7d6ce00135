-- Packs as packages: one file that holds a pack and the hashes of all its files; what is installed; what is locked.
--
-- A package is a tar archive: manifest.json first, then the files by name. The same pack gives the same bytes.
local core = require "gimlet.core"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local packs = require "gimlet.work.packs"
local tar = require "gimlet.base.tar"
local versions = require "gimlet.base.versions"
local host = core.host

local M = {}

M.FORMAT = "gimlet pack"
M.LIMITS = { entries = 5000, bytes = 1 << 30 }
M.LOCK = "gimlet.lock"
local MANIFEST <const> = ".manifest.json" -- beside an installed pack's files

local function is_name(name) return type(name) == "string" and #name <= 100 and name:find "^[%a_][%w_%-]*$" ~= nil end

-- ---- what a pack is --------------------------------------------------------------------------------

-- All files of a pack's folder by name within it, samples and specs too; a single file is the pack.lua of its pack.
local function files_of(root)
  if not files.is_folder(root) then return { ["pack.lua"] = root } end
  local list, failure = {}, nil
  local inside = (host.real_path(root) or root) .. "/"
  files.walk(root, function(path)
    local name = path:sub(#root + 2)
    if not tar.is_safe(name) then failure = failure or ("%q: no name for a file of a package"):format(name) end
    list[name] = path
  end, function(message) failure = failure or message end, function(path)
    local real = host.real_path(path)
    if real and (real .. "/"):sub(1, #inside) ~= inside then
      failure = failure or path .. ": leads out of the pack, which holds its own files only"
      return false
    end
    return true
  end)
  if failure then return nil, failure end
  return list
end

-- What the engine makes of a pack: it compiles, or it is no package.
local function described(path)
  local opened <close>, message = require("gimlet.work.pipeline").new { packs = { path }, jobs = 1 }
  if not opened then return nil, message end
  for _, pack in ipairs(opened:describe().packs) do
    if pack.requested then return pack end
  end
end

---The manifest of a pack, and its files.
---@param path string a pack's folder or file
---@return table? manifest
---@return table<string, string>|string paths by name, or message
function M.manifest(path)
  local root = #path > 1 and path:gsub("/+$", "") or path
  local pack, message = described(root:find("/", 1, true) and root or "./" .. root)
  if not pack then return nil, message end
  if not pack.version then return nil, ("%s: a package needs a version = \"1.0.0\" in its pack"):format(path) end
  local paths, wrong = files_of(root)
  if not paths then return nil, wrong end
  local list, names = {}, {}
  for name in pairs(paths) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do
    local hash, size = core.base.sha256_file(paths[name])
    if not hash then return nil, size end
    list[i] = { path = name, size = size, sha256 = hash }
  end
  return { format = M.FORMAT, schema = 1, name = pack.name, version = pack.version, about = pack.about,
    engine = pack.engine, uses = json.array(pack.uses or {}), files = json.array(list) }, paths
end

---The hash of a package: that of its manifest, which holds those of all files.
---@param manifest table
---@return string hex
function M.hash(manifest) return core.base.sha256(json.encode(manifest)) end

-- Is a decoded manifest one of ours? nil, message otherwise.
local function check_manifest(manifest)
  local function wrong(what) return nil, "the manifest " .. what end
  if type(manifest) ~= "table" or manifest.format ~= M.FORMAT then return nil, "is no package of gimlet" end
  if manifest.schema ~= 1 then return wrong "was written by a newer gimlet" end
  if not is_name(manifest.name) then return wrong "has no name" end
  if type(manifest.version) ~= "string" or not versions.parse(manifest.version) then return wrong "has no version" end
  if type(manifest.files) ~= "table" then return wrong "lists no files" end
  for _, file in ipairs(manifest.files) do
    if type(file) ~= "table" or type(file.path) ~= "string" or not tar.is_safe(file.path)
      or file.path:find "%f[^%z/]%." or math.type(file.size) ~= "integer" or type(file.sha256) ~= "string" then
      return wrong "lists a file that it may not hold"
    end
  end
  local range = type(manifest.engine) == "string" and versions.range(manifest.engine)
  if range and not versions.within(versions.parse(versions.ENGINE), range) then
    return nil, ("%s %s needs gimlet %s; this is %s"):format(manifest.name, manifest.version, manifest.engine,
      versions.ENGINE)
  end
  return manifest
end

-- ---- building and opening ----------------------------------------------------------------------------

---Writes a package.
---@param path string a pack's folder or file
---@param target string? default NAME-VERSION.gimlet
---@return table? manifest
---@return string? message, or the path written
function M.build(path, target)
  local manifest, paths = M.manifest(path)
  if not manifest then return nil, paths --[[@as string]] end
  target = target or ("%s-%s.gimlet"):format(manifest.name, manifest.version)
  local writer, message = tar.writer(target)
  if not writer then return nil, message end
  writer:add("manifest.json", json.encode(manifest))
  for _, file in ipairs(manifest.files) do writer:add_file(file.path, paths[file.path]) end
  local good, why = writer:finish()
  if not good then return nil, why end
  return manifest, target
end

local function decode(text)
  local good, value = pcall(json.decode, text)
  return good and value or nil
end

---Unpacks a package into a folder, which is made; every file is what the manifest says.
---@param path string
---@param folder string
---@return table? manifest
---@return string? message
function M.unpack(path, folder)
  local manifest, listed, left = nil, {}, 0
  local good, message = tar.read(path, function(name, size, take)
    if not manifest then
      if name ~= "manifest.json" or size > 4 << 20 then return nil, "is no package of gimlet" end
      local text, cut = take.bytes()
      if not text then return nil, cut end
      local why
      manifest, why = check_manifest(decode(text))
      if not manifest then return nil, why end
      for _, file in ipairs(manifest.files) do listed[file.path], left = file, left + 1 end
      return true
    end
    local file = listed[name]
    if not file or file.size ~= size then return nil, name .. " is not what the manifest says" end
    local target = files.join(folder, name)
    local written, why = take.write(target)
    if not written then return nil, why end
    if core.base.sha256_file(target) ~= file.sha256 then return nil, name .. " is not what the manifest says" end
    left = left - 1
    return true
  end, M.LIMITS)
  if not good then return nil, message end
  if not manifest or left > 0 then return nil, path .. ": files of the manifest are missing" end
  return manifest
end

-- ---- installed packs ------------------------------------------------------------------------------------

---Where packs are installed.
---@return string? folder
---@return string? message
function M.home()
  local home = packs.home()
  if not home then return nil, "neither $XDG_DATA_HOME nor $HOME says where packs are installed" end
  return home
end

local function remove_tree(folder)
  for _, name in ipairs(host.list(folder) or {}) do
    local path = folder .. "/" .. name
    if files.is_folder(path) then remove_tree(path) else os.remove(path) end
  end
  os.remove(folder)
end

-- A pack's folder or file as a package in a file of its own.
local function packed(path)
  local target = os.tmpname()
  local manifest, message = M.build(path, target)
  if not manifest then
    os.remove(target)
    return nil, message
  end
  return target
end

---Installs a package, or a pack's folder or file.
---@param path string
---@return table? manifest
---@return string? message, or the folder it went to
---@return string? replaced the version that was there
function M.install(path)
  local home, message = M.home()
  if not home then return nil, message end
  local found, why = host.status(path)
  if not found then return nil, why end
  local own
  if found.kind == "folder" or path:find "%.lua$" then
    own, why = packed(path)
    if not own then return nil, why end
  end
  local work = files.join(home, ".new")
  remove_tree(work)
  local made, wrong = files.make_folders(work .. "/unpacked")
  local manifest, beside
  if made then manifest, wrong = M.unpack(own or path, work .. "/unpacked") end
  if own then os.remove(own) end
  local pack
  if manifest then
    beside = files.join(work, manifest.name) -- a pack lies in a folder of its name
    os.rename(work .. "/unpacked", beside)
    pack, wrong = described(beside)
  end
  if manifest and pack and (pack.name ~= manifest.name or pack.version ~= manifest.version) then
    pack, wrong = nil, path .. ": the pack is not the one that its manifest names"
  end
  if not pack then
    remove_tree(work)
    return nil, wrong and beside and (wrong:gsub(beside:gsub("%p", "%%%0"), (path:gsub("%%", "%%%%")))) or wrong
      or path .. ": the pack cannot be read"
  end
  files.write(files.join(beside, MANIFEST), json.encode(manifest))
  local target = files.join(home, manifest.name)
  local before = M.installed(manifest.name)
  remove_tree(target)
  local good, failed = os.rename(beside, target)
  remove_tree(work)
  if not good then return nil, failed end
  return manifest, target, before and before.version
end

---@param name string
---@return table? manifest of an installed pack
function M.installed(name)
  local home = M.home()
  local text = home and is_name(name) and files.read(files.join(home, name .. "/" .. MANIFEST))
  local manifest = text and check_manifest(decode(text))
  return manifest or nil
end

---Are the files of an installed pack those that were installed?
---@param manifest table
---@return string? changed name of a file that is not
function M.changed(manifest)
  local root = files.join(M.home(), manifest.name)
  local known = {}
  for _, file in ipairs(manifest.files) do
    known[file.path] = true
    if core.base.sha256_file(files.join(root, file.path)) ~= file.sha256 then return file.path end
  end
  for name in pairs(files_of(root) or {}) do
    if not known[name] then return name end
  end
end

---@return table[] manifests of what is installed, by name
function M.list()
  local home, list = M.home(), {}
  local names = home and host.list(home) or {}
  table.sort(names)
  for _, name in ipairs(names) do list[#list + 1] = M.installed(name) end
  return list
end

---@param name string
---@return table? manifest of what was removed
---@return string? message
function M.remove(name)
  local manifest = M.installed(name)
  if not manifest then return nil, ("there is no installed pack “%s”: `gimlet pack list` shows them"):format(name) end
  remove_tree(files.join(M.home(), name))
  return manifest
end

return M
