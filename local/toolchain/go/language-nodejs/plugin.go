package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// RunPlugin runs a provider or a policy pack until the engine cancels the call, streaming its output.
func (h *host) RunPlugin(request *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer) error {
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	run := runProvider
	if request.GetKind() == string(apitype.AnalyzerPlugin) {
		run = h.runPolicyPack
	}
	err = run(server.Context(), request, stdout, stderr)

	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code := int32(exit.ExitCode())
		return server.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: code}})
	}
	return err
}

func runProvider(ctx context.Context, request *pulumirpc.RunPluginRequest, stdout, stderr io.Writer) error {
	info := request.GetInfo()
	script, err := sdkScript(info.GetProgramDirectory(), "run-plugin")
	if err != nil {
		return err
	}
	program := filepath.Join(info.GetProgramDirectory(), info.GetEntryPoint())
	command, err := nodeCommand(ctx, request.GetPwd(), append([]string{script, program}, request.GetArgs()...))
	if err != nil {
		return err
	}
	command.Env = request.GetEnv()
	command.Stdout = stdout
	command.Stderr = stderr
	return command.Run()
}

// runPolicyPack puts a proxy in front of the pack: the engine configures a pack after its start, the SDK wants the
// configuration in the environment at its start.
func (h *host) runPolicyPack(
	ctx context.Context, request *pulumirpc.RunPluginRequest, stdout, stderr io.Writer,
) error {
	folder := request.GetInfo().GetProgramDirectory()
	script, err := sdkScript(folder, "run-policy-pack")
	if err != nil {
		return err
	}
	proxy, packStdout, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return fmt.Errorf("cannot serve the policy pack: %w", err)
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return err
	}
	command, err := nodeCommand(ctx, folder, []string{script, h.engine, request.GetInfo().GetEntryPoint()})
	if err != nil {
		return err
	}
	environment, err := packEnvironment(stack)
	if err != nil {
		return err
	}
	command.Env = append(request.GetEnv(), environment...)
	command.Stdout = packStdout
	command.Stderr = stderr
	if err := command.Start(); err != nil {
		return fmt.Errorf("cannot start the policy pack: %w", err)
	}
	return proxy.Attach(ctx, command)
}

// packEnvironment is empty when the pack is only asked what it holds, without a stack.
func packEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	values, secretKeys, err := marshalStackValues(stack.GetConfig(), stack.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	dryRun := strconv.FormatBool(stack.GetDryRun())
	return []string{
		"PULUMI_CONFIG=" + values,
		"PULUMI_CONFIG_SECRET_KEYS=" + secretKeys,
		"PULUMI_NODEJS_ORGANIZATION=" + stack.GetOrganization(),
		"PULUMI_NODEJS_PROJECT=" + stack.GetProject(),
		"PULUMI_NODEJS_STACK=" + stack.GetStack(),
		"PULUMI_NODEJS_DRY_RUN=" + dryRun,
		"PULUMI_ORGANIZATION=" + stack.GetOrganization(),
		"PULUMI_PROJECT=" + stack.GetProject(),
		"PULUMI_STACK=" + stack.GetStack(),
		"PULUMI_DRY_RUN=" + dryRun,
	}, nil
}
