package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
)

// host answers the engine's calls; calls without a method here get gRPC's "unimplemented".
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine  string // address of the engine's gRPC server
	tracing string // tracing endpoint, or empty
}

func (h *host) Handshake(
	_ context.Context, request *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.engine = request.GetEngineAddress()
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

// sdkScript finds a launcher script of the Node.js SDK ("run", "run-plugin", "run-policy-pack") as Node itself would
// resolve it from the given folder: in the nearest node_modules, upwards.
func sdkScript(folder, script string) (string, error) {
	start, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return "", err
	}
	for at := start; ; at = filepath.Dir(at) {
		candidate := filepath.Join(at, "node_modules", "@pulumi", "pulumi", "cmd", script)
		if _, err := os.Stat(candidate); err == nil {
			return candidate, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("It looks like the Pulumi SDK has not been installed. "+ //nolint:staticcheck // Pulumi's words
				"Have you run npm install in %s?", folder)
		}
	}
}

// nodeCommand prepares a call of node that ends when the engine cancels the request.
func nodeCommand(ctx context.Context, folder string, args []string) (*exec.Cmd, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("cannot find node on the PATH: %w", err)
	}
	command := exec.CommandContext(ctx, node, args...)
	command.Dir = folder
	return command, nil
}
