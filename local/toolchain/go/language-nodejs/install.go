package main

import (
	"fmt"
	"os/exec"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// InstallDependencies runs npm install in the folder of a program or plugin, streaming its output.
func (h *host) InstallDependencies(
	request *pulumirpc.InstallDependenciesRequest, server pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(server, request.GetIsTerminal())
	if err != nil {
		return err
	}
	defer closer.Close()
	npm, err := exec.LookPath("npm")
	if err != nil {
		return fmt.Errorf("cannot find npm on the PATH: %w", err)
	}
	command := exec.CommandContext(server.Context(), npm, "install", "--loglevel=error", "--no-audit", "--no-fund")
	command.Dir = request.GetInfo().GetProgramDirectory()
	command.Stdout = stdout
	command.Stderr = stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("npm install failed in %s: %w", command.Dir, err)
	}
	return nil
}
