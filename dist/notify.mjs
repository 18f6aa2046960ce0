#!/usr/bin/env node
// Made by scripts/build.mjs. Checks the version of Node before anything newer than Node 12 is read.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 19)) {
  process.stderr.write(
    'error: Lakeferry needs Node.js 22.19 or newer and this is ' + process.version + '; install a newer Node.js, then run it again\n'
  );
  process.exitCode = 2;
} else {
  start();
}

function start() {
  var controller = new AbortController();
  ['SIGINT', 'SIGTERM'].forEach(function (name) {
    process.on(name, function () {
      // The first signal asks for an orderly end, the second does not wait for it.
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
      controller.abort(new Error('cancelled by ' + name));
    });
  });
  [process.stdout, process.stderr].forEach(function (stream) {
    stream.on('error', function (error) {
      // Whoever read our output has gone (`| head`): the work goes on without it.
      if (error.code !== 'EPIPE') throw error;
    });
  });
  process.on('uncaughtException', function (error) {
    tellBug(error);
    process.exit(1);
  });
  import('./notify-action.mjs')
    .then(function (bundle) {
      return bundle.main(process.argv.slice(2), {
        env: process.env,
        // Opened where somebody is asked, and not before.
        get stdin() {
          return process.stdin;
        },
        stdout: process.stdout,
        stderr: process.stderr,
        cwd: process.cwd(),
        signal: controller.signal
      });
    })
    .catch(function (error) {
      tellBug(error);
      return 1;
    })
    .then(function (code) {
      // Deliberately: a socket kept alive must not keep the process, and no line of output may be lost.
      return Promise.all([process.stdout, process.stderr].map(flushed)).then(function () {
        process.exit(code);
      });
    });
}

function tellBug(error) {
  // A message may quote what a server said, and GitHub's runner executes commands that it finds at the start of a line, or
  // anywhere behind two number signs.
  var lines = String((error && error.stack) || error).split(/\r\n|\n|\r/).map(function (line) {
    return '| ' + line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?').replace(/##\[/g, '#\\#[');
  });
  process.stderr.write('error: this is a bug in Lakeferry; please report it with these lines:\n' + lines.join('\n') + '\n');
}

function flushed(stream) {
  return new Promise(function (resolve) {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', function () { resolve(); });
  });
}
