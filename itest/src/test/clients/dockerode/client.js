// Drives a plugin's life with dockerode, which cannot create one: client.js SOCKET PLUGIN
const Docker = require('dockerode');
const [socket, remote] = process.argv.slice(2);
const docker = new Docker({socketPath: socket});

const refused = call => call.then(() => 'done', error => error.statusCode);

// A pull or a push is over at the end of its stream.
const steps = stream => new Promise((resolve, reject) =>
  docker.modem.followProgress(stream, (error, all) => error ? reject(error) : resolve(all)));

async function main() {
  console.log('ping', (await docker.ping()).toString());
  console.log('root', (await docker.info()).DockerRootDir.startsWith('/'));
  const plugin = docker.getPlugin(remote, remote);
  console.log('missing', await refused(plugin.inspect()));
  const privileges = await plugin.privileges();
  console.log('privileges', privileges.map(privilege => privilege.Name).join());
  const pulled = await steps(await plugin.pull({_query: {}, _body: privileges}));
  console.log('installed', pulled.some(step => step.status === 'Complete'));
  console.log('named', (await plugin.inspect()).Name === remote);
  console.log('unknown setting', await refused(plugin.configure({_body: ['NOSUCH=1']})));
  await plugin.configure({_body: ['SCOPE=global']});
  console.log('set', (await plugin.inspect()).Settings.Env.includes('SCOPE=global'));
  await plugin.enable({timeout: 60});
  console.log('enabled', (await docker.listPlugins()).map(p => p.Enabled).join());
  console.log('enabled again', await refused(plugin.enable({timeout: 60})));
  console.log('removed while enabled', await refused(plugin.remove()));
  await plugin.disable();
  console.log('pushed', String(await plugin.push()).includes('Digest'));
  await plugin.remove({force: true});
  console.log('left', (await docker.listPlugins()).length);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
