package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"

	"github.com/google/shlex"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

// exitAfterReport is the exit code by which the SDK says that the user has already been told what went wrong.
const exitAfterReport = 32

// Run runs a program to its end. Failures of the program are answers, not errors of this call.
func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	script, err := sdkScript(request.GetInfo().GetProgramDirectory(), "run")
	if err != nil {
		return nil, err
	}
	settings := request.GetInfo().GetOptions()
	arguments, err := h.programArguments(request, script, settings)
	if err != nil {
		return nil, err
	}
	command, err := nodeCommand(ctx, request.GetPwd(), arguments)
	if err != nil {
		return nil, err
	}
	environment, err := programEnvironment(request, settings)
	if err != nil {
		return nil, err
	}
	command.Env = append(os.Environ(), environment...)
	command.Stdout = os.Stdout
	command.Stderr = os.Stderr
	return programAnswer(command.Run()), nil
}

func (h *host) programArguments(
	request *pulumirpc.RunRequest, script string, settings *structpb.Struct,
) ([]string, error) {
	arguments, err := shlex.Split(settings.GetFields()["nodeargs"].GetStringValue())
	if err != nil {
		return nil, fmt.Errorf("cannot split the runtime option nodeargs into words: %w", err)
	}
	arguments = append(arguments, script)
	add := func(name, value string) {
		if value != "" {
			arguments = append(arguments, "--"+name, value)
		}
	}
	add("monitor", request.GetMonitorAddress())
	add("engine", h.engine)
	add("organization", request.GetOrganization())
	add("project", request.GetProject())
	add("root-directory", request.GetInfo().GetRootDirectory())
	add("stack", request.GetStack())
	add("pwd", request.GetPwd())
	add("parallel", strconv.Itoa(int(request.GetParallel())))
	add("tracing", h.tracing)
	if request.GetDryRun() {
		arguments = append(arguments, "--dry-run")
	}
	entry := request.GetInfo().GetEntryPoint()
	if entry == "" {
		entry = "."
	}
	return append(append(arguments, entry), request.GetArgs()...), nil
}

func programEnvironment(request *pulumirpc.RunRequest, settings *structpb.Struct) ([]string, error) {
	values, secretKeys, err := marshalStackValues(request.GetConfig(), request.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	typescript := true
	if given, ok := settings.GetFields()["typescript"]; ok {
		typescript = given.GetBoolValue()
	}
	environment := []string{
		"PULUMI_CONFIG=" + values,
		"PULUMI_CONFIG_SECRET_KEYS=" + secretKeys,
		"PULUMI_NODEJS_TYPESCRIPT=" + strconv.FormatBool(typescript),
	}
	if tsconfig := settings.GetFields()["tsconfig"].GetStringValue(); tsconfig != "" {
		environment = append(environment, "PULUMI_NODEJS_TSCONFIG_PATH="+tsconfig)
	}
	return environment, nil
}

// marshalStackValues renders stack configuration as the SDK reads it from its environment.
func marshalStackValues(values map[string]string, secretKeys []string) (string, string, error) {
	if values == nil {
		values = map[string]string{}
	}
	if secretKeys == nil {
		secretKeys = []string{}
	}
	valuesJSON, err := json.Marshal(values)
	if err != nil {
		return "", "", fmt.Errorf("cannot pass the stack configuration on: %w", err)
	}
	keysJSON, err := json.Marshal(secretKeys)
	if err != nil {
		return "", "", fmt.Errorf("cannot pass the names of secret configuration on: %w", err)
	}
	return string(valuesJSON), string(keysJSON), nil
}

func programAnswer(err error) *pulumirpc.RunResponse {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}
	case !errors.As(err, &exit):
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("cannot run the program: %v", err)}
	case exit.ExitCode() == exitAfterReport:
		return &pulumirpc.RunResponse{Bail: true}
	case exit.ExitCode() < 0:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program ended by %v", exit)}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program exited with code %d", exit.ExitCode())}
	}
}
