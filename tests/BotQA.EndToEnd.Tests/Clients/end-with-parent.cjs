// Loaded before a client (node --require): ends it with the process that started it, however that one ends.
process.stdin.on('end', () => process.exit()).resume();
