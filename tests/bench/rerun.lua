-- make bench BENCH=rerun: five_eyes run again after one rule was edited, beside a full run; both say the same.
--   run(tools): folder, gimlet, runs, read(path), size_of(path), measure(command, out), median(list, key)
local M = {}

-- What is edited, each time in the packs as they are: text that stands there once or first, and what it becomes. A “#”
-- stands for the run, so that no edit is one before.
local EDITS <const> = {
  { "a phrase of a factor", "five_eyes/factors_able.lua", '"{subject} … lobby"', '"{subject} … lobby|petition#"' },
  { "a word that many rules use", "five_eyes/words.lua", "phrases = {", 'phrases = { "overhaul#",' },
  { "a phrase of the topic", "five_eyes/themes.lua", '"sixth eye|member"', '"sixth eye|member|chair#"' },
  { "a name", "world/agencies.tsv", "CIA|C.I.A.|", "CIA|C.I.A.|Langley#|" },
  { "a weight", "five_eyes/factors_able.lua", "weight   = 2", "weight   = 2.#" },
  { "a comment", "five_eyes/words.lua", "pattern", "-- #\npattern" },
}

local function shell(command) assert(os.execute(command), command) end

local function edit(tools, packs, what, number)
  local path = packs .. "/" .. what[2]
  local text = tools.read(path)
  local from, to = text:find(what[3], 1, true)
  assert(from, what[1])
  local file = assert(io.open(path, "w"))
  file:write(text:sub(1, from - 1), (what[4]:gsub("#", tostring(number))), text:sub(to + 1))
  file:close()
end

function M.run(tools)
  local folder = tools.folder .. "/rerun"
  local packs, again, full = folder .. "/rules", folder .. "/again.db", folder .. "/full.db"
  shell(("rm -rf %s && mkdir -p %s && cp -R rules %s"):format(folder, folder, packs))
  shell(("%s load -c %s %s/all.jsonl >%s/load.out 2>&1"):format(tools.gimlet, full, tools.folder, folder))
  local function run(db, options) return ("sh -c 'cd %s && exec %s run five_eyes -c %s %s'"):format(folder,
    tools.gimlet, db, options or "") end
  tools.measure(run "full.db", folder .. "/first")
  shell(("cp %s %s/first.db"):format(full, folder))
  print(("\nrun five_eyes after an edit, over %s/all.jsonl (median of %d)"):format(tools.folder, tools.runs))
  for _, what in ipairs(EDITS) do
    local edited, whole = {}, {}
    for number = 1, tools.runs do
      shell(("rm -rf %s && cp -R rules %s"):format(packs, packs))
      shell(("cp %s/first.db %s"):format(folder, again))
      edit(tools, packs, what, number)
      edited[number] = tools.measure(run "again.db", folder .. "/again")
      whole[number] = tools.measure(run("full.db", "--fresh"), folder .. "/full")
      for _, name in ipairs { "again", "full" } do
        shell(("cd %s && { sed s/%s.db/DB/ %s; %s explain -c %s.db --json; %s explain -c %s.db left_out; } > %s.all")
          :format(folder, name, name, tools.gimlet, name, tools.gimlet, name, name))
      end
      shell(("cmp %s/again.all %s/full.all"):format(folder, folder))
    end
    local own, all = tools.median(edited, "wall"), tools.median(whole, "wall")
    print(("  %-28s %6.2f s, cpu %5.2f s; full %6.2f s, cpu %5.2f s: %4.1f×, %4.1f× by cpu, the same result"):format(
      what[1], own, tools.median(edited, "cpu"), all, tools.median(whole, "cpu"), all / own,
      tools.median(whole, "cpu") / tools.median(edited, "cpu")))
  end
end

return M
