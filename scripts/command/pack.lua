-- gimlet pack: packs as packages, what is installed, what is locked.
local args = require "gimlet.cli.args"
local json = require "gimlet.base.json"
local lock = require "gimlet.work.lock"
local package_ = require "gimlet.share.package"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local function print_pack(options, done, manifest, more)
  if options.json then
    local record = { type = "pack", name = manifest.name, version = manifest.version, hash = package_.hash(manifest),
      done = done, schema = 1 }
    for key, value in pairs(more or {}) do record[key] = value end
    print(json.encode(record))
  end
  return options.json
end

local ACTIONS = {}

function ACTIONS.build(options, arguments)
  if #arguments ~= 1 then args.misuse "pack build takes the folder or file of one pack" end
  local manifest, target = package_.build(arguments[1], options.output)
  if not manifest then return nil, target end
  if print_pack(options, "built", manifest, { path = target }) then return 0 end
  print(("%s: %s %s, %s, hash %s"):format(target, manifest.name, manifest.version, words.count(#manifest.files, "file"),
    package_.hash(manifest):sub(1, 16)))
  return 0
end

function ACTIONS.install(options, arguments)
  if #arguments == 0 then args.misuse "pack install takes packages, or folders or files of packs" end
  local status = 0
  for _, path in ipairs(arguments) do
    local manifest, target, before = package_.install(path)
    if not manifest then
      status = 1
      terminal.failure(target)
    elseif not print_pack(options, "installed", manifest, { path = target }) then
      print(("%s %s is installed%s; hash %s"):format(manifest.name, manifest.version,
        before and before ~= manifest.version and " in place of " .. before or "",
        package_.hash(manifest):sub(1, 16)))
    end
  end
  return status
end

function ACTIONS.list(options)
  local rows, status = {}, 0
  for _, manifest in ipairs(package_.list()) do
    local changed = package_.changed(manifest)
    if changed then status = 1 end
    if not print_pack(options, "listed", manifest, { changed = changed }) then
      rows[#rows + 1] = { manifest.name, manifest.version, package_.hash(manifest):sub(1, 16), changed
        and "changed since: " .. changed or manifest.about or "" }
    end
  end
  if #rows > 0 then io.write(terminal.table(rows, { shrink = 4 }))
  elseif not options.json then print "No packs are installed." end
  return status
end

function ACTIONS.remove(options, arguments)
  if #arguments == 0 then args.misuse "pack remove takes names of installed packs" end
  local status = 0
  for _, name in ipairs(arguments) do
    local manifest, message = package_.remove(name)
    if not manifest then
      status = 1
      terminal.failure(message)
    elseif not print_pack(options, "removed", manifest) then
      print(("%s %s is removed."):format(manifest.name, manifest.version))
    end
  end
  return status
end

-- The packs of the lock, or those named, with all they use.
local function described(names)
  local opened <close>, message, reason = require("gimlet.work.pipeline").new { packs = names, jobs = 1 }
  if reason == "NOTFOUND" then args.misuse(message) end
  if not opened then return nil, message end
  return opened:describe().packs
end

function ACTIONS.lock(options, arguments)
  local locked, message = lock.read()
  if message and not options.update then return nil, message end
  local names = arguments
  if #names == 0 then
    for name in pairs(locked or {}) do names[#names + 1] = name end
    table.sort(names)
  end
  if #names == 0 then args.misuse "pack lock needs names of packs: there is no gimlet.lock yet" end
  local packs, why = described(names)
  if not packs then return nil, why end
  local refused = locked and lock.refuses(packs)
  if refused and not options.update then return nil, refused end
  local good, failed = lock.write(packs)
  if not good then return nil, failed end
  for _, pack in ipairs(packs) do
    if options.json then
      print(json.encode { type = "pack", name = pack.name, version = pack.version, hash = pack.hash, done = "locked",
        schema = 1 })
    end
  end
  if not options.json then print(("%s: %s."):format(lock.FILE, words.count(#packs, "pack"))) end
  return 0
end

return {
  summary = "packs as packages: build, install, list, remove, lock",
  usage = "pack build FOLDER [-o FILE] | install FILE… | list | remove NAME… | lock [--update] [PACK…]",
  about = "build writes a pack, its samples and its specs to one file that holds the hash of each; the same pack gives "
    .. "the same bytes. install takes such a file, or a pack's folder, into $XDG_DATA_HOME/gimlet/rules. lock writes "
    .. "gimlet.lock: name, version and hash of packs and of all they use; where such a file lies in the current "
    .. "folder, run and scan refuse other packs until lock --update.",
  minimum = 1,
  options = {
    "json",
    { "output", short = "o", value = "FILE", help = "where build writes to (default: NAME-VERSION.gimlet)" },
    { "update", help = "lock what is there now in place of what was" },
  },
  examples = {
    { "gimlet pack build rules/suppliers", "one file to hand on" },
    { "gimlet pack install suppliers-1.0.0.gimlet", "and to take in" },
    "gimlet pack list", "gimlet pack remove suppliers",
    { "gimlet pack lock five_eyes", "from now on runs here rest on these very packs" },
  },
  run = function(options, arguments)
    local action = ACTIONS[table.remove(arguments, 1)]
    if not action then args.misuse "pack build, install, list, remove or lock" end
    return action(options, arguments)
  end,
}
