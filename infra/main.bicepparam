using 'main.bicep'

// Small: two regions, pay for what is used. About what docs/deployment.md says of the smallest size.
param name = readEnvironmentVariable('AZURE_ENV_NAME', 'statushawk')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param regions = ['westeurope', 'eastus']

// The scheduler, orchestrations and the first request of a morning do not wait for an instance to start.
param alwaysReady = { requests: 1, schedule: 1, recording: 0, orchestrations: 1, rounds: 0, opinions: 0 }

// Made once by infra/scripts/sealing-key; empty ever after.
param sealingKey = readEnvironmentVariable('SEALING_KEY', '')

param alarmEmail = readEnvironmentVariable('ALARM_EMAIL', '')
param deadManUrl = readEnvironmentVariable('DEAD_MAN_URL', '')
param monthlyBudget = 100
// infra/scripts set it: this month for a new budget, and ever after what it began with.
param budgetFrom = readEnvironmentVariable('BUDGET_FROM', '')
