# shellcheck shell=bash
# What the scripts in this folder share. It is sourced, and runs on the bash of macOS (3.2) too.

# shellcheck disable=SC2034 # the scripts that source it use these
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "$(basename -- "$0")" "$*" >&2
  exit 1
}

# need COMMAND WHERE…: stops with the address of an installer when a program is missing.
need() { command -v "$1" >/dev/null 2>&1 || fail "'$1' is missing. Install it: ${*:2}"; }

need_az() { need az https://learn.microsoft.com/cli/azure/install-azure-cli; }

# cloud ARGUMENTS…: the Azure CLI on the subscription of this installation, which need not be the CLI's default one.
cloud() {
  if [[ -n ${AZURE_SUBSCRIPTION_ID:-} ]]; then set -- "$@" --subscription "$AZURE_SUBSCRIPTION_ID"; fi
  az "$@" --only-show-errors
}

need_signed_in() {
  need_az
  cloud account show --query id --output tsv >/dev/null ||
    fail "the Azure CLI is not signed in to the subscription ${AZURE_SUBSCRIPTION_ID:-}. Run: az login"
}

# The installation's name goes into names of resources and into queries, so that nothing but letters, digits and hyphens may be in it.
need_name() {
  local name=${AZURE_ENV_NAME:-}
  [[ -n $name ]] || fail "AZURE_ENV_NAME is not set. It names the installation: export AZURE_ENV_NAME=prod"
  [[ $name =~ ^[A-Za-z0-9-]{2,24}$ ]] ||
    fail "AZURE_ENV_NAME is '$name'; it has 2 to 24 letters, digits and hyphens."
}

# Flex Consumption puts its apps into networks by this provider. No template of ours names it, so that no deployment registers it by itself.
register_provider() {
  local state
  state=$(cloud provider show --namespace Microsoft.App --query registrationState --output tsv) ||
    fail "could not ask whether the provider Microsoft.App is registered; see the error above."
  [[ $state != Registered ]] || return 0
  say "Registering the provider Microsoft.App, once for the subscription (a minute or two) …"
  cloud provider register --namespace Microsoft.App --wait ||
    fail "could not register it. Ask an owner of the subscription to run: az provider register --namespace Microsoft.App --wait"
}

# The first day of the budget's first month. Azure takes none from the past for a new one, and no other for one that is there.
budget_from() {
  local group=rg-$AZURE_ENV_NAME there id from=''
  there=$(cloud group exists --name "$group" --output tsv | tr -d '\r') || fail "could not ask whether the group $group exists."
  if [[ $there == true ]]; then
    id=$(cloud account show --query id --output tsv | tr -d '\r') || fail "could not ask for the subscription's id."
    from=$(az rest --method get --url "/subscriptions/$id/resourceGroups/$group/providers/Microsoft.Consumption/budgets?api-version=2023-11-01" \
      --query "value[?name=='budget-$AZURE_ENV_NAME'].properties.timePeriod.startDate | [0]" --output tsv --only-show-errors | tr -d '\r') ||
      fail "could not look for the budget of $group. To do without one: set monthlyBudget to 0 and export BUDGET_FROM=none"
  fi
  if [[ -n $from ]]; then printf '%s' "${from:0:10}"; else date -u +%Y-%m-01; fi
}

# list JSON: one line for each item of a JSON array of plain texts, as azd writes arrays into the environment.
list() { printf '%s\n' "$1" | tr -d '[]" \r\t' | tr ',' '\n'; }

# output NAME OUTPUTS: an output out of a deployment's record. Azure changes the case of upper-case names (azurE_RESOURCE_GROUP).
output() {
  local found='' pattern="\"$1\": *\\{[^}]*\"value\": *(\"([^\"]*)\"|\\[[^]]*\\])"
  shopt -s nocasematch
  if [[ $2 =~ $pattern ]]; then found=${BASH_REMATCH[2]:-${BASH_REMATCH[1]}}; fi
  shopt -u nocasematch
  [[ $found != '""' ]] || found=
  printf '%s' "$found"
}

outputs=(AZURE_RESOURCE_GROUP API_APP_NAME PIPELINE_APP_NAME PROBE_APP_NAMES API_URL PIPELINE_URL PROBE_URLS)

# Sets and exports those names: all from the environment (azd's, a workflow's), or else all from the deployment's record, never mixed.
read_outputs() {
  local name missing='' record value
  for name in "${outputs[@]}"; do
    [[ -n ${!name:-} ]] || missing+=" $name"
  done
  [[ -n $missing ]] || return 0
  need_name
  need_az
  record=$(cloud deployment sub show --name "statushawk-$AZURE_ENV_NAME" --query properties.outputs --output json) ||
    fail "the environment lacks$missing, and there is no deployment statushawk-$AZURE_ENV_NAME to read them from.
Run infra/scripts/provision first. If azd made the installation: set -a; eval \"\$(azd env get-values)\"; set +a"
  record=$(printf '%s' "$record" | tr -d '\r\n')
  for name in "${outputs[@]}"; do
    value=$(output "$name" "$record")
    [[ -n $value ]] ||
      fail "the deployment statushawk-$AZURE_ENV_NAME has no output $name. Did it succeed? Run infra/scripts/provision again."
    export "$name=$value"
  done
}

# status URL BODY-FILE: the status code of an answer, 000 when there is none.
status() {
  curl --silent --show-error --output "$2" --write-out '%{http_code}' --max-time 30 "$1" 2>"$2.error" || true
}

# remember_key KEY: what azd hands to the deployment as SEALING_KEY; empty: the vault's stays. By a file, since others can see arguments.
remember_key() {
  local file code=0
  file=$(mktemp)
  printf 'SEALING_KEY="%s"\n' "$1" >"$file"
  azd env set --file "$file" --environment "$AZURE_ENV_NAME" >/dev/null || code=$?
  rm -f -- "$file"
  ((code == 0)) || fail "azd could not write SEALING_KEY into the environment $AZURE_ENV_NAME; see the error above."
}
