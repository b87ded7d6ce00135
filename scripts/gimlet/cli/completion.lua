-- Completion for shells, from the tables of options that --help prints.
local args = require "gimlet.cli.args"

local M = {}

M.SHELLS = { "bash", "zsh", "fish" }

local FILES <const> = { FILE = true, PATH = true, FOLDER = true, GOLD = true, DOCUMENT = true, ["FILE.html"] = true }

-- What stands for an option's value or an argument: "files", "packs", "commands", or a list of words.
local function kind_of(name, choices)
  if choices then return choices end
  name = (name or ""):gsub("…", ""):match "^[%a.]+" or ""
  if name == "PACK" then return "packs" end
  if name == "COMMAND" then return "commands" end
  return FILES[name] and "files" or nil
end

-- The first argument's kind, by the command's usage: “run PACK… [-c CORPUS]”.
local function argument_kind(command)
  local usage = (command.usage or ""):gsub("%-%-?[%w-]+ %u[%w._…]*", "")
  local choices
  for _, option in ipairs(args.options(command.options)) do
    if option[1] == "format" then choices = option.choices end
  end
  local name = usage:match "%f[%u](%u[%u.%l…]*)"
  if name == "FORMAT" then return choices end
  return kind_of(name)
end

---@param names string[]
---@param command_of fun(name: string): table
---@return table[] commands { name, summary, kind, options = { name, short, kind, value, help } }
function M.describe(names, command_of)
  local list = {}
  for i, name in ipairs(names) do
    local command = command_of(name)
    local options = {}
    for k, option in ipairs(args.options(command.options)) do
      options[k] = { name = option[1], short = option.short, value = option.value, help = option.help or "",
        kind = option.value and kind_of(option.value, option.choices) }
    end
    list[i] = { name = name, summary = command.summary or "", kind = argument_kind(command), options = options }
  end
  return list
end

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

local function option_words(command, valued)
  local words = {}
  for _, option in ipairs(command.options) do
    if not valued or option.value then
      words[#words + 1] = "--" .. option.name
      if option.short then words[#words + 1] = "-" .. option.short end
    end
  end
  return words
end

-- ---- bash -----------------------------------------------------------------------------------------------

local BASH_KINDS <const> = {
  files = 'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur")',
  packs = 'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -W "$(gimlet help --packs 2>/dev/null)" '
    .. '-- "$cur"; compgen -f -- "$cur")',
  commands = 'mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")',
}

local function bash_kind(kind)
  if type(kind) == "table" then
    return ('mapfile -t COMPREPLY < <(compgen -W "%s" -- "$cur")'):format(table.concat(kind, " "))
  end
  return BASH_KINDS[kind] or "COMPREPLY=()"
end

local function bash_values(out, command)
  local any = false
  for _, option in ipairs(command.options) do
    if option.value then
      if not any then out[#out + 1] = '      case "$prev" in' end
      any = true
      out[#out + 1] = ("        --%s%s) %s; return ;;"):format(option.name, option.short and "|-" .. option.short or "",
        bash_kind(option.kind))
    end
  end
  if any then out[#out + 1] = "      esac" end
end

local function bash(commands)
  local names = {}
  for i, command in ipairs(commands) do names[i] = command.name end
  local out = { "# bash completion for gimlet; made by `gimlet help --completion bash`.", "_gimlet() {",
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}',
    "  local commands=" .. quote(table.concat(names, " ")),
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    '    mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$cur"); return',
    "  fi", '  case "${COMP_WORDS[1]}" in' }
  for _, command in ipairs(commands) do
    out[#out + 1] = "    " .. command.name .. ")"
    bash_values(out, command)
    out[#out + 1] = ('      case "$cur" in -*) mapfile -t COMPREPLY < <(compgen -W "%s" -- "$cur"); return ;; esac')
      :format(table.concat(option_words(command), " "))
    out[#out + 1] = "      " .. bash_kind(command.kind) .. " ;;"
  end
  out[#out + 1] = "  esac\n}\ncomplete -F _gimlet gimlet\n"
  return table.concat(out, "\n")
end

-- ---- zsh ------------------------------------------------------------------------------------------------

local function zsh_text(text) return (text:gsub("[%[%]:\\]", "\\%0"):gsub("\n", " ")) end

local ZSH_KINDS <const> = { files = "_files", packs = "_gimlet_packs", commands = "_gimlet_commands" }

local function zsh_kind(kind)
  if type(kind) == "table" then return "(" .. table.concat(kind, " ") .. ")" end
  return ZSH_KINDS[kind] or " "
end

local function zsh_option(option)
  local value = option.value and (":%s:%s"):format(zsh_text(option.value), zsh_kind(option.kind)) or ""
  local help = "[" .. zsh_text(option.help) .. "]"
  if not option.short then return quote("--" .. option.name .. (option.value and "=" or "") .. help .. value) end
  local both = ("(-%s --%s)"):format(option.short, option.name)
  return quote(both .. "-" .. option.short .. (option.value and "+" or "") .. help .. value) .. " "
    .. quote(both .. "--" .. option.name .. (option.value and "=" or "") .. help .. value)
end

local function zsh(commands)
  local out = { "#compdef gimlet", "# zsh completion for gimlet; made by `gimlet help --completion zsh`.",
    "_gimlet_packs() {\n  local -a packs\n  packs=(${(f)\"$(gimlet help --packs 2>/dev/null)\"})\n"
    .. "  _alternative 'packs:pack:compadd -a packs' 'files:file:_files'\n}",
    "_gimlet_commands() {\n  local -a commands\n  commands=(" }
  for _, command in ipairs(commands) do
    out[#out + 1] = "    " .. quote(command.name .. ":" .. zsh_text(command.summary))
  end
  out[#out + 1] = "  )\n  _describe command commands\n}\n_gimlet() {\n  local curcontext=$curcontext state line\n"
    .. "  _arguments -C '1:command:_gimlet_commands' '*::argument:->rest'\n  [[ $state == rest ]] || return\n"
    .. "  case $line[1] in"
  for _, command in ipairs(commands) do
    out[#out + 1] = "    " .. command.name .. ") _arguments \\"
    for _, option in ipairs(command.options) do out[#out + 1] = "      " .. zsh_option(option) .. " \\" end
    out[#out + 1] = "      " .. quote("*:argument:" .. zsh_kind(command.kind)) .. " ;;"
  end
  out[#out + 1] = "  esac\n}\n_gimlet \"$@\"\n"
  return table.concat(out, "\n")
end

-- ---- fish -----------------------------------------------------------------------------------------------

local FISH_KINDS <const> = { files = "-F", packs = "-F -a '(gimlet help --packs 2>/dev/null)'",
  commands = "-a '(__gimlet_commands)'" }

local function fish_kind(kind)
  if type(kind) == "table" then return "-a " .. quote(table.concat(kind, " ")) end
  return FISH_KINDS[kind] or ""
end

local function fish(commands)
  local names = {}
  for i, command in ipairs(commands) do names[i] = command.name end
  local out = { "# fish completion for gimlet; made by `gimlet help --completion fish`.",
    "function __gimlet_commands; printf '%s\\n' " .. table.concat(names, " ") .. "; end",
    "function __gimlet_first; test (count (commandline -opc)) -eq 1; end",
    "function __gimlet_in; set -l words (commandline -opc); test (count $words) -gt 1; and test $words[2] = $argv[1]",
    "end",
    "complete -c gimlet -f" }
  for _, command in ipairs(commands) do
    out[#out + 1] = ("complete -c gimlet -n __gimlet_first -a %s -d %s"):format(command.name, quote(command.summary))
  end
  for _, command in ipairs(commands) do
    local within = ("complete -c gimlet -n '__gimlet_in %s'"):format(command.name)
    for _, option in ipairs(command.options) do
      out[#out + 1] = ("%s -l %s%s%s -d %s"):format(within, option.name, option.short and " -s " .. option.short or "",
        option.value and (" -r " .. fish_kind(option.kind)):gsub("%s+$", "") or "", quote(option.help))
    end
    if command.kind then out[#out + 1] = within .. " " .. fish_kind(command.kind) end
  end
  return table.concat(out, "\n") .. "\n"
end

---Completion for a shell.
---@param shell "bash"|"zsh"|"fish"
---@param names string[] of commands
---@param command_of fun(name: string): table
---@return string
function M.of(shell, names, command_of)
  local commands = M.describe(names, command_of)
  return ({ bash = bash, zsh = zsh, fish = fish })[shell](commands)
end

return M
