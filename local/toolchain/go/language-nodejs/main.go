// Command pulumi-language-nodejs runs Pulumi programs, plugins and policy packs written for Node.js on behalf of the
// Pulumi engine. It is used only beside an engine that was built from Go modules, where Pulumi's own host is not
// available. What it leaves out: debuggers, package managers other than npm, code generation.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/cmdutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// engineCheckInterval is how long the host may outlive an engine that was killed.
const engineCheckInterval = 10 * time.Second

func main() {
	var tracing string
	flag.StringVar(&tracing, "tracing", "", "emit tracing to a Zipkin-compatible endpoint")
	flag.Parse() // the logging library adds and reads -v and -logtostderr
	cmdutil.InitTracing("pulumi-language-nodejs", "pulumi-language-nodejs", tracing)

	if err := serve(flag.Arg(0), tracing); err != nil {
		cmdutil.ExitError(err.Error())
	}
}

// serve answers the engine until it goes away. The first line of standard output tells it the port.
func serve(engine, tracing string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if engine != "" {
		if err := rpcutil.Healthcheck(ctx, engine, engineCheckInterval, stop); err != nil {
			return fmt.Errorf("cannot watch the engine at %s: %w", engine, err)
		}
	}

	cancel := make(chan bool)
	context.AfterFunc(ctx, func() { close(cancel) })
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: cancel,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, &host{engine: engine, tracing: tracing})
			return nil
		},
		Options: rpcutil.TracingServerInterceptorOptions(nil),
	})
	if err != nil {
		return fmt.Errorf("cannot serve the language host: %w", err)
	}
	fmt.Println(handle.Port)
	if err := <-handle.Done; err != nil {
		return fmt.Errorf("the language host stopped serving: %w", err)
	}
	return nil
}
