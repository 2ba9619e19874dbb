"""Drives a plugin's whole life with docker-py: docker_py.py SOCKET PLUGIN FOLDER."""
import os
import sys

import docker

socket, plugin_name, folder = sys.argv[1:]
client = docker.DockerClient(base_url="unix://" + socket, timeout=60)


def refused(call, *arguments, **options):
    try:
        call(*arguments, **options)
    except docker.errors.APIError as error:
        return error.response.status_code
    return "done"


print("ping", client.ping())
print("api", client.version()["ApiVersion"] == client.api._version)
print("root", os.path.isabs(client.info()["DockerRootDir"]))
plugin = client.plugins.create(plugin_name, folder)
print("created", plugin.name == plugin_name, plugin.enabled)
# Its own push asks for a path that no engine has.
push = client.api._post(client.api._url("/plugins/{0}/push", plugin_name))
print("pushed", "Digest" in push.text)
plugin.remove()
print("missing", refused(client.plugins.get, plugin_name))
plugin = client.plugins.install(plugin_name, local_name="py")
print("installed", plugin.name, plugin.enabled)
print("unknown setting", refused(plugin.configure, {"NOSUCH": "1"}))
plugin.configure({"SCOPE": "global"})
plugin.reload()
print("set", "SCOPE=global" in plugin.settings["Env"])
plugin.enable(timeout=60)
plugin.reload()
print("enabled", plugin.enabled, [p.name for p in client.plugins.list()])
print("enabled again", refused(plugin.enable))
print("removed while enabled", refused(plugin.remove))
plugin.disable()
steps = list(client.api.upgrade_plugin("py", plugin_name, client.api.plugin_privileges(plugin_name)))
print("upgraded", any("Complete" in str(step) for step in steps))
plugin.remove(force=True)
print("left", client.plugins.list())
