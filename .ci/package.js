// Reads a data package as other tools do, with npm's "datapackage": every row of every table, each cell
// as the type that it is said to be, and each key. Its two arguments are the folder in which npm
// put the library, and the descriptor.
const fs = require('fs')
const path = require('path')
const [library, descriptor] = process.argv.slice(2)
const {Package} = require(path.join(library, 'node_modules', 'datapackage'))

const folder = path.dirname(descriptor)
const said = JSON.parse(fs.readFileSync(descriptor, 'utf8'))
const load = said => Package.load(said, {basePath: folder, strict: true})
const fail = (what, err) => {
  console.log(`${what}: ${[err, ...(err.errors || [])].join('\n  ')}`)
  process.exitCode = 1
}

// The library checks a column once only: a second foreign key finds in it what the first one
// led to, and fails. So each key has a copy of the table that has no other.
const alone = (resource, key) => {
  const one = {...resource, schema: {...resource.schema, foreignKeys: [key]}}
  return {...said, resources: said.resources.map(r => (r === resource ? one : r))}
}

async function main() {
  const whole = await load(said)
  let tables = 0, rows = 0, keys = 0
  for (const resource of said.resources) {
    const read = whole.getResource(resource.name)
    if (!read.tabular) continue
    tables++
    try {
      const n = (await read.read()).length
      const lines = fs.readFileSync(path.join(folder, resource.path), 'utf8').trimEnd().split('\n').length - 1
      if (n !== lines) throw new Error(`${n} rows were read, and the file has ${lines} lines`)
      rows += n
      for (const key of resource.schema.foreignKeys || []) {
        const copy = await load(alone(resource, key))
        await copy.getResource(resource.name).checkRelations()
        keys++
      }
    } catch (err) {
      fail(resource.name, err)
    }
  }
  console.log(`datapackage ${require(path.join(library, 'node_modules', 'datapackage', 'package.json')).version}: ${tables} tables, ${rows} rows, ${keys} foreign keys`)
}

main().catch(err => fail('the package', err))
