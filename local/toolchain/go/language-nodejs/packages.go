package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// manifest is what the host reads of a package.json.
type manifest struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Pulumi  struct {
		Resource bool   `json:"resource"`
		Name     string `json:"name"`
		Version  string `json:"version"`
		Server   string `json:"server"`
	} `json:"pulumi"`
}

// GetRequiredPackages lists the provider packages in every node_modules that the program can import from.
func (h *host) GetRequiredPackages(
	_ context.Context, request *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	response := &pulumirpc.GetRequiredPackagesResponse{}
	nearer := map[string]bool{}
	for at := request.GetInfo().GetProgramDirectory(); ; at = filepath.Dir(at) {
		for _, dependency := range packagesIn(filepath.Join(at, "node_modules")) {
			if !nearer[dependency.Name] {
				nearer[dependency.Name] = true
				response.Packages = append(response.Packages, dependency)
			}
		}
		if at == filepath.Dir(at) {
			return response, nil
		}
	}
}

func packagesIn(modules string) []*pulumirpc.PackageDependency {
	var dependencies []*pulumirpc.PackageDependency
	for _, pattern := range []string{"*/package.json", "@*/*/package.json"} {
		files, _ := filepath.Glob(filepath.Join(modules, pattern)) // fails only for a malformed pattern
		for _, file := range files {
			if dependency := packageOf(file); dependency != nil {
				dependencies = append(dependencies, dependency)
			}
		}
	}
	return dependencies
}

// packageOf reads a package.json; files that are unreadable or of no provider package have no answer.
func packageOf(file string) *pulumirpc.PackageDependency {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var read manifest
	if json.Unmarshal(content, &read) != nil || !read.Pulumi.Resource {
		return nil
	}
	name, version := read.Pulumi.Name, read.Pulumi.Version
	if name == "" {
		name = strings.TrimPrefix(strings.TrimPrefix(read.Name, "@pulumi/"), "@")
	}
	if version == "" {
		version = read.Version
	}
	return &pulumirpc.PackageDependency{
		Name:    name,
		Kind:    "resource",
		Version: "v" + strings.TrimPrefix(version, "v"),
		Server:  read.Pulumi.Server,
	}
}
