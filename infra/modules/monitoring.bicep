metadata name = 'Monitoring'
metadata description = 'Where logs go, and who may send them.'

import { roles } from 'shared.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where it is.')
param location string

@description('Required. Days for which logs are kept, 30 to 730. 31 are in the price of a log.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Required. Gigabytes of logs a day after which none are taken until the next; -1: no limit.')
@minValue(-1)
param dailyCapGigabytes int

@description('Required. Principal ids of the apps.')
param appPrincipalIds string[]

@description('Required. Tags of every resource.')
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    retentionInDays: retentionDays
    sku: {
      name: 'PerGB2018'
    }
    workspaceCapping: {
      dailyQuotaGb: dailyCapGigabytes
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
  }
}

resource sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in appPrincipalIds: {
    name: guid(insights.id, principalId, roles.monitoringMetricsPublisher)
    scope: insights
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    }
  }
]

@description('What alarms ask.')
output workspaceId string = workspace.id

@description('Where apps send to. Without keys it is an address, not a secret.')
output connectionString string = insights.properties.ConnectionString
