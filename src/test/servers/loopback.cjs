// Loaded before a server of npm: whatever address it asks for, it listens on the loopback interface, on PORT or a free port, says which,
// and ends with the process that started it.
'use strict'

const net = require('net')
const listen = net.Server.prototype.listen

net.Server.prototype.listen = function (...wanted) {
  this.once('listening', () => console.log(`Listens on port ${this.address().port}`))
  return listen.call(this, { port: Number(process.env.PORT ?? 0), host: '127.0.0.1' }, ...wanted.filter(one => typeof one === 'function'))
}

process.stdin.on('end', () => process.exit()).resume()
