// Command pulumi-resource-github is the Pulumi GitHub provider: the Terraform provider behind Pulumi's bridge, with the
// tokens, defaults and replacement rules that the npm package @pulumi/github of the same version expects.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/integrations/terraform-provider-github/v6/github"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfgen"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/cmdutil"
)

// version is that of the npm package which this binary serves; the build sets it.
var version = "0.0.0"

func main() {
	provider := newProvider()
	schema, err := schemaOf(provider)
	if err != nil {
		cmdutil.ExitError(fmt.Sprintf("cannot describe the GitHub provider: %v", err))
	}
	tfbridge.Main("github", version, provider, schema)
}

func newProvider() tfbridge.ProviderInfo {
	provider := tfbridge.ProviderInfo{
		P:                              shimv2.NewProvider(github.NewProvider(version, "")()),
		Name:                           "github",
		Version:                        version,
		GitHubOrg:                      "integrations",
		TFProviderModuleVersion:        "v6",
		MetadataInfo:                   tfbridge.NewProviderMetadata([]byte("{}")),
		EnableZeroDefaultSchemaVersion: true,
		EnableAccurateBridgePreview:    true,
		EnableRawStateDelta:            true,
		Config: map[string]*tfbridge.SchemaInfo{
			"base_url": {Default: &tfbridge.DefaultInfo{
				EnvVars: []string{"GITHUB_BASE_URL"},
				Value:   "https://api.github.com/",
			}},
			"token": {Secret: tfbridge.True(), Default: &tfbridge.DefaultInfo{EnvVars: []string{"GITHUB_TOKEN"}}},
		},
		// GitHub refuses a second object of the same name, so these are deleted before their replacement is created.
		Resources: map[string]*tfbridge.ResourceInfo{
			"github_actions_environment_secret":    {DeleteBeforeReplace: true},
			"github_repository_autolink_reference": {DeleteBeforeReplace: true},
			"github_repository_collaborator":       {DeleteBeforeReplace: true},
			"github_repository_deploy_key":         {DeleteBeforeReplace: true},
		},
		DataSources: map[string]*tfbridge.DataSourceInfo{
			"github_app": {Tok: "github:index/getGithubApp:getGithubApp"},
		},
	}
	provider.MustComputeTokens(tokens.SingleModule("github_", "index", tokens.MakeStandard("github")))
	provider.MustApplyAutoAliases()
	provider.SetAutonaming(255, "-")
	return provider
}

// schemaOf derives the Pulumi schema from the Terraform one; descriptions need upstream's repository and are left out.
// The generator reads the Pulumi.yaml of the folder it runs in, which is the user's and none of its business: so it runs
// in the root folder.
func schemaOf(provider tfbridge.ProviderInfo) ([]byte, error) {
	folder, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	if err := os.Chdir(string(filepath.Separator)); err != nil {
		return nil, err
	}
	result, err := tfgen.GenerateSchemaWithOptions(tfgen.GenerateSchemaOptions{
		ProviderInfo:    provider,
		DiagnosticsSink: diag.DefaultSink(io.Discard, io.Discard, diag.FormatOptions{Color: colors.Never}),
		XInMemoryDocs:   true,
	})
	if err != nil {
		return nil, err
	}
	if err := os.Chdir(folder); err != nil {
		return nil, err
	}
	return json.Marshal(result.PackageSpec)
}
